-- CreateTable
CREATE TABLE "HandoffNote" (
    "id" TEXT NOT NULL,
    "rotationId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "handoffAt" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "publishedAt" TIMESTAMPTZ(3),
    "publishedById" TEXT,
    "facts" JSONB,
    "outgoing" JSONB,
    "incoming" JSONB,
    "remindedAt" TIMESTAMPTZ(3),
    "settledAt" TIMESTAMPTZ(3),
    "lateToldAt" TIMESTAMPTZ(3),

    CONSTRAINT "HandoffNote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HandoffText" (
    "noteId" TEXT NOT NULL,
    "prompt" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,
    "changedById" TEXT NOT NULL,

    CONSTRAINT "HandoffText_pkey" PRIMARY KEY ("noteId","prompt")
);

-- CreateTable
CREATE TABLE "HandoffAcceptance" (
    "noteId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3) NOT NULL,
    "laptop" BOOLEAN NOT NULL,
    "internet" BOOLEAN NOT NULL,
    "runbooks" BOOLEAN NOT NULL,
    "reachable" BOOLEAN NOT NULL,

    CONSTRAINT "HandoffAcceptance_pkey" PRIMARY KEY ("noteId","personId")
);

-- CreateTable
CREATE TABLE "HandoffPulse" (
    "noteId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "rotationId" TEXT NOT NULL,
    "endedAt" TIMESTAMPTZ(3) NOT NULL,
    "slept" INTEGER NOT NULL,
    "supported" INTEGER NOT NULL,
    "again" INTEGER NOT NULL,
    "line" TEXT,
    "answeredAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "HandoffPulse_pkey" PRIMARY KEY ("noteId","personId")
);

-- CreateIndex
CREATE INDEX "HandoffNote_teamId_handoffAt_idx" ON "HandoffNote"("teamId", "handoffAt");

-- CreateIndex
CREATE INDEX "HandoffNote_unsettled" ON "HandoffNote"("handoffAt") WHERE ("settledAt" IS NULL);

-- CreateIndex
CREATE INDEX "HandoffNote_published" ON "HandoffNote"("handoffAt") WHERE ("state" = 'published');

-- CreateIndex
CREATE UNIQUE INDEX "HandoffNote_rotationId_handoffAt_key" ON "HandoffNote"("rotationId", "handoffAt");

-- CreateIndex
CREATE INDEX "HandoffPulse_rotationId_endedAt_idx" ON "HandoffPulse"("rotationId", "endedAt");

-- What must never be.
ALTER TABLE "HandoffNote" ADD CONSTRAINT "HandoffNote_state_known" CHECK ("state" IN ('draft', 'published', 'accepted', 'not-needed'));
ALTER TABLE "HandoffNote" ADD CONSTRAINT "HandoffNote_published_is_whole" CHECK ("state" NOT IN ('published', 'accepted')
  OR ("publishedAt" IS NOT NULL AND "facts" IS NOT NULL AND "outgoing" IS NOT NULL AND "incoming" IS NOT NULL));
ALTER TABLE "HandoffText" ADD CONSTRAINT "HandoffText_prompt_known" CHECK ("prompt" IN ('risks', 'recentChanges', 'toDo', 'whoIsAway'));
ALTER TABLE "HandoffPulse" ADD CONSTRAINT "HandoffPulse_answers" CHECK ("slept" BETWEEN 1 AND 5 AND "supported" BETWEEN 1 AND 5 AND "again" BETWEEN 1 AND 5);
