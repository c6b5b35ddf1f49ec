import type { ReactNode } from 'react';
import { FigureList } from './figure-list';
import { familyIn, type ReportView } from './report-view';

type SectionProps = {
  id: string;
  title: string;
  /** What the section is about, in a line. */
  detail: string;
  view: ReportView;
  /** Ids of its figures; families stand for each of their members. */
  figures: readonly string[];
  /** Its drawings, before the list of figures. */
  children?: ReactNode;
};

/** One part of the report: drawings first, then every figure it has. */
export function Section({ id, title, detail, view, figures, children }: SectionProps) {
  const metrics = familyIn(view, figures);
  return (
    <section aria-labelledby={id} className="report-section mt-8">
      <header className="mb-3">
        <h2 id={id} className="scroll-mt-16 font-semibold text-section">
          {title}
        </h2>
        <p className="max-w-[72ch] text-muted">{detail}</p>
      </header>
      <div className="charts grid gap-4 empty:hidden lg:grid-cols-2">{children}</div>
      <div className="mt-4">
        <FigureList view={view} metrics={metrics} />
      </div>
    </section>
  );
}
