import {
  Body,
  Button,
  Column,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Link,
  Preview,
  Row,
  render,
  Section,
  Text,
} from '@react-email/components';
import type { Notice } from '@/server/outbound';
import { colour, darkStyle, font, line, rule } from './look';
import { PartOfMail } from './notice-part';

/** One notice as a mail: no images, so nothing is missing where images are blocked. */
function NoticeMail({ title, lines, facts, links, parts = [], reason }: Notice) {
  const [main, ...others] = links;
  return (
    <Html lang="en">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{darkStyle}</style>
      </Head>
      <Preview>{lines[0] ?? title}</Preview>
      <Body
        className="ground"
        style={{ backgroundColor: colour.surface, fontFamily: font, margin: 0, padding: '24px 12px' }}
      >
        <Container
          className="sheet"
          style={{
            backgroundColor: colour.background,
            border: `1px solid ${colour.divider}`,
            borderRadius: 10,
            maxWidth: parts.length > 0 ? 640 : 560,
            padding: 24,
          }}
        >
          <Heading
            as="h1"
            className="ink"
            style={{ color: colour.text, fontSize: 18, fontWeight: 600, lineHeight: '24px', margin: '0 0 16px' }}
          >
            {title}
          </Heading>
          {lines.map((text) => (
            <Text key={text} className="ink" style={line}>
              {text}
            </Text>
          ))}
          {facts.length > 0 && (
            <Section className="rule" style={{ borderTop: rule, margin: '16px 0 0', paddingTop: 12 }}>
              {facts.map(({ label, value }) => (
                <Row key={label}>
                  <Column
                    className="muted"
                    style={{
                      color: colour.muted,
                      fontSize: 12,
                      lineHeight: '20px',
                      paddingRight: 16,
                      verticalAlign: 'top',
                      width: 120,
                    }}
                  >
                    {label}
                  </Column>
                  <Column
                    className="ink"
                    style={{
                      color: colour.text,
                      fontSize: 14,
                      fontVariantNumeric: 'tabular-nums',
                      lineHeight: '20px',
                      verticalAlign: 'top',
                    }}
                  >
                    {value}
                  </Column>
                </Row>
              ))}
            </Section>
          )}
          {parts.map((part) => (
            <PartOfMail key={part.title} {...part} />
          ))}
          {main && (
            <Section style={{ marginTop: 20 }}>
              <Button
                href={main.url}
                style={{
                  backgroundColor: colour.accent,
                  borderRadius: 6,
                  color: '#FFFFFF',
                  fontSize: 16,
                  fontWeight: 600,
                  lineHeight: '20px',
                  padding: '12px 20px',
                  textDecoration: 'none',
                }}
              >
                {main.label}
              </Button>
            </Section>
          )}
          {others.map(({ label, url }) => (
            <Text key={url} style={{ ...line, margin: '12px 0 0' }}>
              <Link href={url} className="link" style={{ color: colour.accent, textDecoration: 'underline' }}>
                {label}
              </Link>
            </Text>
          ))}
          <Hr className="rule" style={{ borderColor: colour.divider, margin: '24px 0 12px' }} />
          <Text className="muted" style={{ color: colour.muted, fontSize: 12, lineHeight: '18px', margin: 0 }}>
            {reason}
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

/** The HTML part of a notice. Everything in it is text: React escapes what senders wrote. */
export const renderMail = (notice: Notice): Promise<string> => render(<NoticeMail {...notice} />);
