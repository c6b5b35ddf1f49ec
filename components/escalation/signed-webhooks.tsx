'use client';

import { SigningSecret } from '@/components/service/signing-secret';
import { useTRPCClient } from '@/components/trpc/client';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import type { Policy } from '@/server/escalation/policy';
import { placeName, placesOf } from '@/server/escalation/target';

type SignedWebhooksProps = { policy: Policy & { id: string } };

/** The webhooks that a stored policy names, and by what their receivers know that a page is Baton's. */
export function SignedWebhooks({ policy }: SignedWebhooksProps) {
  const client = useTRPCClient();
  const targets = [...policy.steps.flatMap((step) => step.targets), ...(policy.fallback ?? [])];
  const named = placesOf(targets).filter(({ channel }) => channel === 'webhook');
  const webhooks = [...new Map(named.map((place) => [place.address, place])).values()];
  if (webhooks.length === 0) return null;
  return (
    <Card className="mt-5" aria-labelledby="signed">
      <CardHeader
        id="signed"
        title="Signed webhooks"
        detail="Each call carries webhook-id, webhook-timestamp and webhook-signature, as in Standard Webhooks."
      />
      <CardBody className="flex flex-col gap-3">
        {webhooks.map((place) => (
          <div key={place.address} className="flex min-w-0 flex-col items-start gap-1">
            <span className="font-medium wrap-anywhere">{placeName(place)}</span>
            <SigningSecret
              of={placeName(place)}
              ask={() => client.escalation.webhookSecret.query({ policyId: policy.id, webhookUrl: place.address })}
            />
          </div>
        ))}
      </CardBody>
    </Card>
  );
}
