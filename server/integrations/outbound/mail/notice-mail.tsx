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

// The light tokens of the product; mail clients invert them for dark themes by themselves.
const colour = {
  background: '#FFFFFF',
  surface: '#F6F7F9',
  text: '#14171F',
  muted: '#545E6E',
  accent: '#2F54C8',
  divider: '#D5DAE1',
};
const font = '"Inter Variable", Inter, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const line = { color: colour.text, fontSize: 14, lineHeight: '20px', margin: '0 0 12px' };

/** One notice as a mail: no images, so nothing is missing where images are blocked. */
function NoticeMail({ title, lines, facts, links, reason }: Notice) {
  const [main, ...others] = links;
  return (
    <Html lang="en">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
      </Head>
      <Preview>{lines[0] ?? title}</Preview>
      <Body style={{ backgroundColor: colour.surface, fontFamily: font, margin: 0, padding: '24px 12px' }}>
        <Container
          style={{
            backgroundColor: colour.background,
            border: `1px solid ${colour.divider}`,
            borderRadius: 10,
            maxWidth: 560,
            padding: 24,
          }}
        >
          <Heading
            as="h1"
            style={{ color: colour.text, fontSize: 18, fontWeight: 600, lineHeight: '24px', margin: '0 0 16px' }}
          >
            {title}
          </Heading>
          {lines.map((text) => (
            <Text key={text} style={line}>
              {text}
            </Text>
          ))}
          {facts.length > 0 && (
            <Section style={{ borderTop: `1px solid ${colour.divider}`, margin: '16px 0 0', paddingTop: 12 }}>
              {facts.map(({ label, value }) => (
                <Row key={label}>
                  <Column
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
              <Link href={url} style={{ color: colour.accent, textDecoration: 'underline' }}>
                {label}
              </Link>
            </Text>
          ))}
          <Hr style={{ borderColor: colour.divider, margin: '24px 0 12px' }} />
          <Text style={{ color: colour.muted, fontSize: 12, lineHeight: '18px', margin: 0 }}>{reason}</Text>
        </Container>
      </Body>
    </Html>
  );
}

/** The HTML part of a notice. Everything in it is text: React escapes what senders wrote. */
export const renderMail = (notice: Notice): Promise<string> => render(<NoticeMail {...notice} />);
