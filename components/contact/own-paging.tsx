import { ContactMethodsCard } from './contact-methods-card';
import { QuietCard } from './quiet-card';
import { RulesCard } from './rules-card';

/** All that says how one is reached: by what, when, and what may wait. */
export function OwnPaging({ mailOn }: { mailOn: boolean | undefined }) {
  return (
    <>
      <ContactMethodsCard mailOn={mailOn} />
      <RulesCard />
      <QuietCard />
    </>
  );
}
