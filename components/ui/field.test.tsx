import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Field } from './field';
import { Input } from './input';

const render = (error?: string) =>
  renderToStaticMarkup(
    <Field id="start" label="Starts" hint="In the rotation's zone" error={error} required>
      {(control) => <Input {...control} />}
    </Field>,
  );

describe('Field', () => {
  it('ties label and hint to the control', () => {
    expect(render()).toContain('<label for="start"');
    expect(render()).toMatch(/<input[^>]*id="start"[^>]*aria-describedby="start-hint"/);
    expect(render()).not.toContain('aria-invalid=');
  });

  it('adds what is wrong to what a screen reader says about the control', () => {
    const markup = render('Choose 03:00 or later');
    expect(markup).toMatch(/<input[^>]*aria-describedby="start-hint start-error"[^>]*aria-invalid="true"/);
    expect(markup).toMatch(/<p id="start-error".*Choose 03:00 or later/);
  });
});
