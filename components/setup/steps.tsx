import type { ReactNode } from 'react';
import { type Organisation, type SetupStep, setupSteps } from '@/server/team/organisation';
import { CompanyStep } from './company-step';
import { ContactStep } from './contact-step';
import { IntegrationStep } from './integration-step';
import { PeopleStep } from './people-step';
import { RotationStep } from './rotation-step';
import { StepFrame } from './step-frame';

/** The step an address names, if it names one. */
export const knownStep = (text: unknown): SetupStep | undefined => setupSteps.find((step) => step === text);

type StepsProps = {
  step: SetupStep;
  organisation: Pick<Organisation, 'name' | 'timeZone'>;
  /** Whether this installation sends e-mail: without it no code arrives. */
  mailOn: boolean;
  /** Beside the first step after the administrator: another way to begin. */
  beside?: ReactNode;
};

/** The page of a step. */
export function Steps({ step, organisation, mailOn, beside }: StepsProps) {
  const { timeZone } = organisation;
  if (step === 'people')
    return (
      <StepFrame
        step={step}
        title="Who is here?"
        detail="A team is the people who share a rotation. Links to sign in are made in Settings."
      >
        <PeopleStep timeZone={timeZone} />
      </StepFrame>
    );
  if (step === 'rotation')
    return (
      <StepFrame
        step={step}
        title="Who is on call, and when?"
        detail="The order, and when one hands over to the next. Everything can be changed later."
      >
        <RotationStep timeZone={timeZone} />
      </StepFrame>
    );
  if (step === 'contact')
    return (
      <StepFrame
        step={step}
        title="How are you reached?"
        detail="A code proves that the address is yours; then a test page shows what a page looks like."
      >
        <ContactStep mailOn={mailOn} />
      </StepFrame>
    );
  if (step === 'integration')
    return (
      <StepFrame
        step={step}
        title="The first alert"
        detail="An integration is one key through which one sender’s alerts reach one service."
      >
        <IntegrationStep />
      </StepFrame>
    );
  return (
    <StepFrame step="company" title="Your company" beside={beside}>
      <CompanyStep {...organisation} />
    </StepFrame>
  );
}
