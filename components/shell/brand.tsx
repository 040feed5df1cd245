/** The mark and the name. */
export function Brand() {
  return (
    <span className="flex items-center gap-2 font-semibold tracking-tight">
      <svg viewBox="0 0 18 18" aria-hidden="true" className="size-[18px]">
        <rect width="18" height="18" rx="5" className="fill-ink" />
        <rect x="4" y="5" width="10" height="2" className="fill-bg" />
        <rect x="4" y="11" width="10" height="2" className="fill-bg" />
      </svg>
      Docket
    </span>
  );
}
