import { Heading, Section, Text } from '@react-email/components';
import type { NoticePart } from '@/server/outbound';
import { colour, line, rule } from './look';

type Answered = NonNullable<NoticePart['answers']>[number];

// Dark enough on white for small text; the word says it, the colour only repeats it.
const tones: Record<Answered['tone'], { className: string; color: string }> = {
  good: { className: 'good', color: '#17663A' },
  watch: { className: 'watch', color: '#7A4B00' },
  bad: { className: 'bad', color: '#A81C13' },
  unknown: { className: 'muted', color: colour.muted },
};

const plainTable = {
  ...{ border: 0, cellPadding: 0, cellSpacing: 0, width: '100%' },
  style: { borderCollapse: 'collapse' as const, width: '100%' },
};
const cell = {
  ...{ borderBottom: rule, fontSize: 14, lineHeight: '20px', padding: '6px 12px 6px 0' },
  ...{ textAlign: 'left' as const, verticalAlign: 'top' as const },
};

/** A part of a report: tables of the simplest kind, because mail clients draw no others alike. */
export function PartOfMail({ title, lines = [], answers = [], table }: NoticePart) {
  return (
    <Section style={{ marginTop: 20 }}>
      <Heading
        as="h2"
        className="ink"
        style={{ color: colour.text, fontSize: 15, fontWeight: 600, lineHeight: '20px', margin: '0 0 6px' }}
      >
        {title}
      </Heading>
      {lines.map((text) => (
        <Text key={text} className="ink" style={{ ...line, margin: '0 0 8px' }}>
          {text}
        </Text>
      ))}
      {answers.length > 0 && (
        <table {...plainTable} role="presentation">
          <tbody>
            {answers.map((one, place) => (
              <AnswerRow key={one.question} place={place + 1} {...one} />
            ))}
          </tbody>
        </table>
      )}
      {table && table.rows.length > 0 && (
        <table {...plainTable}>
          <thead>
            <tr>
              {table.head.map((text, place) => (
                <th
                  key={text || place}
                  scope="col"
                  className="muted rule"
                  style={{ ...cell, color: colour.muted, fontSize: 12, fontWeight: 400 }}
                >
                  {text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map(([name = '', ...cells]) => (
              <tr key={[name, ...cells].join(' ')}>
                <th scope="row" className="ink rule" style={{ ...cell, color: colour.text, fontWeight: 400 }}>
                  {name}
                </th>
                {cells.map((text, place) => (
                  <td
                    key={table.head[place + 1] || place}
                    className="ink rule"
                    style={{ ...cell, color: colour.text, fontVariantNumeric: 'tabular-nums' }}
                  >
                    {text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function AnswerRow({ place, answer, tone, question, evidence }: Answered & { place: number }) {
  const { className, color } = tones[tone];
  return (
    <tr>
      <td className="muted rule" style={{ ...cell, color: colour.muted, paddingRight: 8, width: 20 }}>
        {place}
      </td>
      <td className="rule" style={cell}>
        <span className="ink" style={{ color: colour.text, fontWeight: 600 }}>
          {question}
        </span>
        <br />
        <span className="muted" style={{ color: colour.muted, fontSize: 13 }}>
          {evidence}
        </span>
      </td>
      <td className={`${className} rule`} style={{ ...cell, color, fontWeight: 600, paddingRight: 0, width: 84 }}>
        {answer}
      </td>
    </tr>
  );
}
