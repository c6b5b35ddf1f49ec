-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Alert" (
    "id" TEXT NOT NULL,
    "number" SERIAL NOT NULL,
    "teamId" TEXT NOT NULL,
    "serviceId" TEXT NOT NULL,
    "integrationId" TEXT,
    "origin" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "details" JSONB NOT NULL,
    "source" TEXT NOT NULL,
    "priority" TEXT NOT NULL,
    "urgency" TEXT NOT NULL,
    "links" JSONB NOT NULL,
    "payload" JSONB,
    "batchId" TEXT NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "acknowledgedAt" TIMESTAMPTZ(3),
    "acknowledgedById" TEXT,
    "snoozedUntil" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "closedBy" TEXT,
    "closedById" TEXT,
    "demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AcknowledgeLink" (
    "id" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "alertId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AcknowledgeLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" TEXT NOT NULL,
    "identity" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "teamId" TEXT,
    "personId" TEXT,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "message" JSONB NOT NULL,
    "priority" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'due',
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "giveUpAt" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "claimToken" BIGINT,
    "claimedBy" INTEGER,
    "leaseUntil" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "providerId" TEXT,
    "lastError" TEXT,
    "possibleDuplicate" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EscalationPolicy" (
    "id" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "steps" JSONB NOT NULL,
    "repeat" INTEGER NOT NULL,
    "repeatAfterSeconds" INTEGER,
    "fallback" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "archivedAt" TIMESTAMPTZ(3),

    CONSTRAINT "EscalationPolicy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EscalationRun" (
    "id" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "urgency" TEXT NOT NULL,
    "policy" JSONB NOT NULL,
    "round" INTEGER NOT NULL,
    "step" INTEGER NOT NULL,
    "stage" TEXT NOT NULL,
    "nextAt" TIMESTAMPTZ(3),
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "EscalationRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TestClock" (
    "id" INTEGER NOT NULL,
    "base" TIMESTAMPTZ(3) NOT NULL,
    "setAt" TIMESTAMPTZ(3) NOT NULL,
    "rate" DOUBLE PRECISION NOT NULL DEFAULT 1,

    CONSTRAINT "TestClock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Worker" (
    "id" SERIAL NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastTurnAt" TIMESTAMPTZ(3) NOT NULL,
    "lookedAt" TIMESTAMPTZ(3) NOT NULL,
    "turns" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "Worker_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Quota" (
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "windowStart" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "Quota_pkey" PRIMARY KEY ("name","key","windowStart")
);

-- CreateTable
CREATE TABLE "ContactMethod" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "verifiedAt" TIMESTAMPTZ(3),
    "provenAt" TIMESTAMPTZ(3),
    "brokenAt" TIMESTAMPTZ(3),
    "brokenReason" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ContactMethod_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NotificationRule" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "urgency" TEXT NOT NULL,
    "afterSeconds" INTEGER NOT NULL,
    "contactMethodId" TEXT NOT NULL,

    CONSTRAINT "NotificationRule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Page" (
    "id" TEXT NOT NULL,
    "deliveryId" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "step" INTEGER NOT NULL,
    "personId" TEXT NOT NULL,
    "contactMethodId" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Page_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Rotation" (
    "id" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "publishedWeeks" INTEGER NOT NULL DEFAULT 4,
    "approval" TEXT NOT NULL DEFAULT 'default',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "archivedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Rotation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RotationRevision" (
    "id" TEXT NOT NULL,
    "rotationId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "effectiveFrom" TIMESTAMPTZ(3) NOT NULL,
    "definition" JSONB NOT NULL,
    "trail" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RotationRevision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Override" (
    "id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "rotationId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "personId" TEXT,
    "replacesId" TEXT,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Override_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Shift" (
    "id" TEXT NOT NULL,
    "rotationId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "turnStartsAt" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "Shift_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ShiftRecord" (
    "rotationId" TEXT NOT NULL,
    "recordedTo" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ShiftRecord_pkey" PRIMARY KEY ("rotationId")
);

-- CreateTable
CREATE TABLE "Service" (
    "id" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "policyId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "archivedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Service_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Integration" (
    "id" TEXT NOT NULL,
    "serviceId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "keyHash" TEXT NOT NULL,
    "keyHint" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "lastHeardAt" TIMESTAMPTZ(3),

    CONSTRAINT "Integration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Organisation" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "setupStep" TEXT NOT NULL DEFAULT 'company',
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "passwordHash" TEXT,
    "country" TEXT,
    "workStart" TEXT NOT NULL DEFAULT '09:00',
    "workEnd" TEXT NOT NULL DEFAULT '17:00',
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "deactivatedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Team" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "archivedAt" TIMESTAMPTZ(3),
    "publicNow" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "teamId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "role" TEXT NOT NULL,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("teamId","personId")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUsedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "device" TEXT,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Token" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "scopes" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3),
    "lastUsedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TimeOff" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "note" TEXT,
    "source" TEXT NOT NULL DEFAULT 'typed',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TimeOff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TimelineEvent" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "teamId" TEXT,
    "kind" TEXT NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT,
    "data" JSONB NOT NULL,
    "requestId" TEXT,

    CONSTRAINT "TimelineEvent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Alert_number_key" ON "Alert"("number");

-- CreateIndex
CREATE INDEX "Alert_teamId_openedAt_idx" ON "Alert"("teamId", "openedAt");

-- CreateIndex
CREATE INDEX "Alert_serviceId_openedAt_idx" ON "Alert"("serviceId", "openedAt");

-- CreateIndex
CREATE INDEX "Alert_open" ON "Alert"("teamId") WHERE ("closedAt" IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "Alert_one_open" ON "Alert"("origin", "key") WHERE ("closedAt" IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "AcknowledgeLink_tokenHash_key" ON "AcknowledgeLink"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "AcknowledgeLink_alertId_personId_key" ON "AcknowledgeLink"("alertId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_identity_key" ON "Delivery"("identity");

-- CreateIndex
CREATE INDEX "Delivery_waiting" ON "Delivery"("priority", "dueAt") WHERE ("state" IN ('due', 'claimed', 'sending'));

-- CreateIndex
CREATE INDEX "Delivery_subjectKind_subjectId_idx" ON "Delivery"("subjectKind", "subjectId");

-- CreateIndex
CREATE INDEX "Delivery_personId_createdAt_idx" ON "Delivery"("personId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "EscalationPolicy_teamId_name_key" ON "EscalationPolicy"("teamId", "name") WHERE ("archivedAt" IS NULL);

-- CreateIndex
CREATE INDEX "EscalationRun_due" ON "EscalationRun"("nextAt") WHERE ("nextAt" IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "EscalationRun_subjectKind_subjectId_key" ON "EscalationRun"("subjectKind", "subjectId");

-- CreateIndex
CREATE INDEX "Worker_lastTurnAt_idx" ON "Worker"("lastTurnAt");

-- CreateIndex
CREATE INDEX "Quota_windowStart_idx" ON "Quota"("windowStart");

-- CreateIndex
CREATE UNIQUE INDEX "ContactMethod_personId_channel_address_key" ON "ContactMethod"("personId", "channel", "address") WHERE ("removedAt" IS NULL);

-- CreateIndex
CREATE INDEX "NotificationRule_personId_idx" ON "NotificationRule"("personId");

-- CreateIndex
CREATE INDEX "Page_deliveryId_idx" ON "Page"("deliveryId");

-- CreateIndex
CREATE INDEX "Page_personId_createdAt_idx" ON "Page"("personId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Page_once" ON "Page"("subjectKind", "subjectId", "round", "step", "personId", "contactMethodId");

-- CreateIndex
CREATE UNIQUE INDEX "Rotation_teamId_name_key" ON "Rotation"("teamId", "name");

-- CreateIndex
CREATE INDEX "RotationRevision_rotationId_effectiveFrom_idx" ON "RotationRevision"("rotationId", "effectiveFrom");

-- CreateIndex
CREATE UNIQUE INDEX "RotationRevision_rotationId_version_key" ON "RotationRevision"("rotationId", "version");

-- CreateIndex
CREATE UNIQUE INDEX "Override_seq_key" ON "Override"("seq");

-- CreateIndex
CREATE INDEX "Override_rotationId_startsAt_idx" ON "Override"("rotationId", "startsAt");

-- CreateIndex
CREATE INDEX "Shift_rotationId_startsAt_idx" ON "Shift"("rotationId", "startsAt");

-- CreateIndex
CREATE INDEX "Shift_personId_startsAt_idx" ON "Shift"("personId", "startsAt");

-- CreateIndex
CREATE UNIQUE INDEX "Service_teamId_name_key" ON "Service"("teamId", "name") WHERE ("archivedAt" IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "Integration_keyHash_key" ON "Integration"("keyHash");

-- CreateIndex
CREATE INDEX "Integration_serviceId_idx" ON "Integration"("serviceId");

-- CreateIndex
CREATE UNIQUE INDEX "Team_name_key" ON "Team"("name");

-- CreateIndex
CREATE INDEX "Membership_personId_idx" ON "Membership"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Session_tokenHash_key" ON "Session"("tokenHash");

-- CreateIndex
CREATE INDEX "Session_personId_idx" ON "Session"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Token_tokenHash_key" ON "Token"("tokenHash");

-- CreateIndex
CREATE INDEX "Token_personId_idx" ON "Token"("personId");

-- CreateIndex
CREATE INDEX "TimeOff_personId_startsAt_idx" ON "TimeOff"("personId", "startsAt");

-- CreateIndex
CREATE INDEX "TimelineEvent_subjectKind_subjectId_id_idx" ON "TimelineEvent"("subjectKind", "subjectId", "id");

-- CreateIndex
CREATE INDEX "TimelineEvent_teamId_id_idx" ON "TimelineEvent"("teamId", "id");

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Token" ADD CONSTRAINT "Token_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TimeOff" ADD CONSTRAINT "TimeOff_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

