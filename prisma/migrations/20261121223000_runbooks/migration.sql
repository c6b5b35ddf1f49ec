-- CreateTable
CREATE TABLE "Runbook" (
    "id" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "ownerId" TEXT,
    "rules" TEXT[],
    "body" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "reviewedAt" TIMESTAMPTZ(3),
    "testedAt" TIMESTAMPTZ(3),
    "testedById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "archivedAt" TIMESTAMPTZ(3),
    "demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Runbook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RunbookVersion" (
    "runbookId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "rules" TEXT[],
    "body" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" TEXT,

    CONSTRAINT "RunbookVersion_pkey" PRIMARY KEY ("runbookId","version")
);

-- CreateTable
CREATE TABLE "RunbookService" (
    "runbookId" TEXT NOT NULL,
    "serviceId" TEXT NOT NULL,

    CONSTRAINT "RunbookService_pkey" PRIMARY KEY ("runbookId","serviceId")
);

-- CreateTable
CREATE TABLE "RunbookRun" (
    "id" TEXT NOT NULL,
    "runbookId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "teamId" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "startedById" TEXT,
    "endedAt" TIMESTAMPTZ(3),
    "endedById" TEXT,

    CONSTRAINT "RunbookRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RunbookTick" (
    "id" BIGSERIAL NOT NULL,
    "runId" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "personId" TEXT NOT NULL,
    "reason" TEXT,

    CONSTRAINT "RunbookTick_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Runbook_teamId_title_key" ON "Runbook"("teamId", "title") WHERE ("archivedAt" IS NULL);

-- CreateIndex
CREATE INDEX "RunbookService_serviceId_idx" ON "RunbookService"("serviceId");

-- CreateIndex
CREATE INDEX "RunbookRun_subjectKind_subjectId_idx" ON "RunbookRun"("subjectKind", "subjectId");

-- CreateIndex
CREATE INDEX "RunbookRun_runbookId_startedAt_idx" ON "RunbookRun"("runbookId", "startedAt");

-- CreateIndex
CREATE UNIQUE INDEX "RunbookRun_one_open" ON "RunbookRun"("runbookId", "subjectKind", "subjectId") WHERE ("endedAt" IS NULL);

-- CreateIndex
CREATE INDEX "RunbookTick_runId_id_idx" ON "RunbookTick"("runId", "id");

-- What must never be.
ALTER TABLE "RunbookTick" ADD CONSTRAINT "RunbookTick_state_known" CHECK ("state" IN ('open', 'done', 'skipped'));
CREATE TRIGGER "RunbookTick_is_kept" BEFORE UPDATE ON "RunbookTick" FOR EACH ROW EXECUTE FUNCTION refuse_change();
