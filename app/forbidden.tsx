import { Denied } from "#components/shell/denied.tsx";

export default function ForbiddenPage() {
  return (
    <main className="grid min-h-dvh content-center">
      <Denied />
    </main>
  );
}
