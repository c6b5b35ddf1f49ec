-- CreateTable
CREATE TABLE "Request" (
    "id" TEXT NOT NULL,
    "number" SERIAL NOT NULL,
    "rotationId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "takenOver" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL,
    "role" TEXT,
    "personId" TEXT NOT NULL,
    "askedById" TEXT NOT NULL,
    "withId" TEXT,
    "openOffer" BOOLEAN NOT NULL,
    "needsManager" BOOLEAN NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "turnStartsAt" TIMESTAMPTZ(3),
    "withTurnStartsAt" TIMESTAMPTZ(3),
    "reason" TEXT NOT NULL,
    "note" TEXT,
    "changes" JSONB NOT NULL,
    "conflictKinds" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "approvedById" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "remindedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "moved" BOOLEAN NOT NULL DEFAULT false,
    "overrideId" TEXT,

    CONSTRAINT "Request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Delegation" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "toPersonId" TEXT NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Delegation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Request_number_key" ON "Request"("number");

-- CreateIndex
CREATE UNIQUE INDEX "Request_overrideId_key" ON "Request"("overrideId");

-- CreateIndex
CREATE INDEX "Request_rotationId_startsAt_idx" ON "Request"("rotationId", "startsAt");

-- CreateIndex
CREATE INDEX "Request_teamId_number_idx" ON "Request"("teamId", "number");

-- CreateIndex
CREATE INDEX "Request_state_startsAt_idx" ON "Request"("state", "startsAt");

-- CreateIndex
CREATE INDEX "Request_personId_number_idx" ON "Request"("personId", "number");

-- CreateIndex
CREATE INDEX "Delegation_personId_endsAt_idx" ON "Delegation"("personId", "endsAt");

-- CreateIndex
CREATE INDEX "Delegation_toPersonId_endsAt_idx" ON "Delegation"("toPersonId", "endsAt");

-- What must never be.
ALTER TABLE "Request" ADD CONSTRAINT "Request_kind_known" CHECK ("kind" IN ('cover', 'swap'));
ALTER TABLE "Request" ADD CONSTRAINT "Request_state_known" CHECK ("state" IN
  ('requested', 'accepted', 'in-effect', 'declined', 'rejected', 'cancelled', 'expired', 'reversed'));
ALTER TABLE "Request" ADD CONSTRAINT "Request_has_length" CHECK ("startsAt" < "endsAt");
ALTER TABLE "Request" ADD CONSTRAINT "Request_takes_two" CHECK ("withId" IS NULL OR "withId" <> "personId");
ALTER TABLE "Request" ADD CONSTRAINT "Request_shape" CHECK (
  CASE "kind" WHEN 'cover' THEN "role" IS NOT NULL AND "turnStartsAt" IS NULL AND "withTurnStartsAt" IS NULL
    ELSE "role" IS NULL AND "turnStartsAt" IS NOT NULL AND "overrideId" IS NULL AND NOT "takenOver" END);
-- Somebody in particular takes what was accepted, and gives a turn of theirs in a swap.
ALTER TABLE "Request" ADD CONSTRAINT "Request_accepted_by_somebody" CHECK (
  "state" NOT IN ('accepted', 'in-effect', 'reversed') OR
  ("withId" IS NOT NULL AND ("kind" = 'cover' OR "withTurnStartsAt" IS NOT NULL)));
ALTER TABLE "Request" ADD CONSTRAINT "Request_lies_on_the_rotation" CHECK (
  "state" <> 'in-effect' OR "kind" = 'swap' OR "overrideId" IS NOT NULL);
ALTER TABLE "Request" ADD CONSTRAINT "Request_decided" CHECK (("state" IN ('requested', 'accepted')) = ("decidedAt" IS NULL));
-- Nobody approves their own, and what needs a manager is not in effect without one.
ALTER TABLE "Request" ADD CONSTRAINT "Request_approved_by_another" CHECK ("approvedById" IS NULL OR "approvedById" <> "askedById");
ALTER TABLE "Request" ADD CONSTRAINT "Request_approved" CHECK ("state" <> 'in-effect' OR NOT "needsManager" OR "approvedById" IS NOT NULL);
ALTER TABLE "Delegation" ADD CONSTRAINT "Delegation_has_length" CHECK ("startsAt" < "endsAt");
ALTER TABLE "Delegation" ADD CONSTRAINT "Delegation_to_another" CHECK ("personId" <> "toPersonId");
