import { Chart } from './chart';
import { counted } from './figure-words';
import { places } from './scale';

export type PulseRow = {
  key: string;
  question: string /** How many gave 1, 2, 3, 4 and 5. */;
  answers: readonly number[];
};

type PulseChartProps = {
  id: string;
  title: string;
  detail?: string;
  definition?: string;
  csv?: string;
  rows: readonly PulseRow[];
};

const size = 9;
const answerValues = [1, 2, 3, 4, 5] as const;

/** Every answer a dot over what it was: an average of two decimals would be about nobody. */
export function PulseChart({ rows, ...frame }: PulseChartProps) {
  const table = {
    columns: ['Question', '1', '2', '3', '4', '5'],
    rows: rows.map(({ key, question, answers }) => ({ key, cells: [question, ...answers.map(String)] })),
  };
  return (
    <Chart {...frame} table={table}>
      <ul className="grid gap-4 sm:grid-cols-3">
        {rows.map(({ key, question, answers }) => (
          <li key={key}>
            <p className="font-medium">{question}</p>
            <p className="text-label text-muted">{wordsOf(answers)}</p>
            <Dots answers={answers} />
          </li>
        ))}
      </ul>
    </Chart>
  );
}

const wordsOf = (answers: readonly number[]): string => {
  const all = answers.reduce((sum, count) => sum + count, 0);
  return `4 or 5 from ${(answers[3] ?? 0) + (answers[4] ?? 0)} of ${counted(all, 'answer')}`;
};

function Dots({ answers }: { answers: readonly number[] }) {
  const tallest = Math.min(6, Math.max(1, ...answers));
  const height = tallest * (size + 2) + 4;
  return (
    <svg viewBox={`0 0 150 ${height + 18}`} aria-hidden="true" className="keeps-colour mt-1 w-full max-w-48">
      <line x1="0" x2="150" y1={height} y2={height} className="stroke-control" />
      {answerValues.map((value, place) => (
        <g key={value}>
          {places(Math.min(answers[place] ?? 0, 6)).map((i) => (
            <circle
              key={i}
              cx={15 + place * 30}
              cy={height - 6 - i * (size + 2)}
              r={size / 2}
              className={place >= 3 ? 'fill-accent' : 'fill-background stroke-accent'}
              strokeWidth="1.5"
            />
          ))}
          <text x={15 + place * 30} y={height + 14} textAnchor="middle" className="fill-muted text-label">
            {value}
            {(answers[place] ?? 0) > 6 ? ` (${answers[place]})` : ''}
          </text>
        </g>
      ))}
    </svg>
  );
}
