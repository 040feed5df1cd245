import { SkeletonRows } from "#components/ui/skeleton.tsx";

export default function Loading() {
  return (
    <div className="pt-14">
      <SkeletonRows />
    </div>
  );
}
