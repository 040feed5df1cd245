import type { PictureView } from "#components/care/picture-view.ts";
import { cx } from "#components/ui/cx.ts";

const FILTER: Record<PictureView, string> = {
  hidden: "picture-hidden",
  blurred: "picture-blurred",
  grey: "grayscale",
  full: "",
};

type DeskPictureProps = {
  id: string;
  alt: string;
  view: PictureView;
  width?: number;
  height?: number;
  className?: string;
};

/** A kept picture, from our own origin; blurred and grey until asked for. */
export function DeskPicture({ id, alt, view, width, height, className }: DeskPictureProps) {
  return (
    // biome-ignore lint/performance/noImgElement: made ready on the server already, and permissioned.
    <img
      src={`/api/console/media/${id}`}
      width={width}
      height={height}
      alt={alt}
      decoding="async"
      draggable={false}
      data-view={view}
      className={cx("h-auto w-full object-contain", className, FILTER[view])}
    />
  );
}
