-- CreateTable
CREATE TABLE "FollowUp" (
    "id" TEXT NOT NULL,
    "number" SERIAL NOT NULL,
    "teamId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "details" TEXT NOT NULL DEFAULT '',
    "ownerId" TEXT NOT NULL,
    "dueOn" DATE NOT NULL,
    "timeZone" TEXT NOT NULL,
    "priority" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "source" TEXT NOT NULL,
    "subjectKind" TEXT,
    "subjectId" TEXT,
    "serviceId" TEXT,
    "key" TEXT,
    "rule" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" TEXT,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),
    "doneById" TEXT,
    "outcome" TEXT,
    "trackerKind" TEXT,
    "trackerUrl" TEXT,
    "demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "FollowUp_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FollowUpReminder" (
    "followUpId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "dueOn" DATE NOT NULL,
    "sentAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FollowUpReminder_pkey" PRIMARY KEY ("followUpId","kind","dueOn")
);

-- CreateIndex
CREATE UNIQUE INDEX "FollowUp_number_key" ON "FollowUp"("number");

-- CreateIndex
CREATE INDEX "FollowUp_teamId_state_dueOn_idx" ON "FollowUp"("teamId", "state", "dueOn");

-- CreateIndex
CREATE INDEX "FollowUp_ownerId_state_idx" ON "FollowUp"("ownerId", "state");

-- CreateIndex
CREATE INDEX "FollowUp_subjectKind_subjectId_idx" ON "FollowUp"("subjectKind", "subjectId");

-- CreateIndex
CREATE INDEX "FollowUp_key_idx" ON "FollowUp"("key");

-- CreateIndex
CREATE UNIQUE INDEX "FollowUp_one_open_per_rule" ON "FollowUp"("rule", "subjectKind", "subjectId", "key") WHERE ("rule" IS NOT NULL AND "doneAt" IS NULL);

-- What must never be.
ALTER TABLE "FollowUp" ADD CONSTRAINT "FollowUp_state_known" CHECK ("state" IN ('open', 'in-progress', 'done', 'dropped'));
ALTER TABLE "FollowUp" ADD CONSTRAINT "FollowUp_priority_known" CHECK ("priority" IN ('high', 'normal'));
ALTER TABLE "FollowUp" ADD CONSTRAINT "FollowUp_source_known" CHECK ("source" IN ('alert', 'incident', 'review', 'rule', 'person'));
ALTER TABLE "FollowUp" ADD CONSTRAINT "FollowUp_done_is_dated" CHECK (("state" IN ('done', 'dropped')) = ("doneAt" IS NOT NULL));
