"use client";

/** A QR code drawn from its rows: dark squares on white, in either theme, for cameras need the contrast. */
export function QrCode({ rows, label }: { rows: string[]; label: string }) {
  const size = rows.length;
  const dark = rows.flatMap((row, y) =>
    [...row].flatMap((cell, x) => (cell === "#" ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-48 rounded-md border border-line"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={dark.join("")} fill="#000" />
    </svg>
  );
}
