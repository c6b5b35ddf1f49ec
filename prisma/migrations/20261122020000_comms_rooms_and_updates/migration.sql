-- CreateTable
CREATE TABLE "SlackRoom" (
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "channelId" TEXT,
    "topic" TEXT NOT NULL DEFAULT '',
    "invited" TEXT[],
    "toldUpTo" BIGINT NOT NULL DEFAULT 0,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "nextTryAt" TIMESTAMPTZ(3) NOT NULL,
    "error" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SlackRoom_pkey" PRIMARY KEY ("subjectKind","subjectId")
);

-- CreateTable
CREATE TABLE "SlackEvent" (
    "id" TEXT NOT NULL,
    "heardAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SlackEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IncidentLook" (
    "incidentId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "IncidentLook_pkey" PRIMARY KEY ("incidentId","personId")
);

-- CreateTable
CREATE TABLE "StatusUpdate" (
    "id" TEXT NOT NULL,
    "incidentId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "entryId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "impact" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "components" JSONB NOT NULL,
    "nextUpdateAt" TIMESTAMPTZ(3),
    "personId" TEXT NOT NULL,
    "postedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StatusUpdate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StatusPublication" (
    "updateId" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "incidentId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "deliveryId" TEXT,
    "round" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "publishedAt" TIMESTAMPTZ(3),
    "externalId" TEXT,

    CONSTRAINT "StatusPublication_pkey" PRIMARY KEY ("updateId","place")
);

-- CreateTable
CREATE TABLE "StatusPage" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "pageId" TEXT NOT NULL,
    "sealedKey" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "components" JSONB,
    "askedAt" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "StatusPage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StatusComponent" (
    "serviceId" TEXT NOT NULL,
    "componentId" TEXT NOT NULL,

    CONSTRAINT "StatusComponent_pkey" PRIMARY KEY ("serviceId")
);

-- CreateTable
CREATE TABLE "StatusTemplate" (
    "severity" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "StatusTemplate_pkey" PRIMARY KEY ("severity","state")
);

-- CreateIndex
CREATE UNIQUE INDEX "SlackRoom_channelId_key" ON "SlackRoom"("channelId");

-- CreateIndex
CREATE INDEX "SlackRoom_open" ON "SlackRoom"("createdAt") WHERE ("endedAt" IS NULL);

-- CreateIndex
CREATE INDEX "SlackEvent_heardAt_idx" ON "SlackEvent"("heardAt");

-- CreateIndex
CREATE UNIQUE INDEX "StatusUpdate_entryId_key" ON "StatusUpdate"("entryId");

-- CreateIndex
CREATE UNIQUE INDEX "StatusUpdate_incidentId_number_key" ON "StatusUpdate"("incidentId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "StatusPublication_deliveryId_key" ON "StatusPublication"("deliveryId");

-- CreateIndex
CREATE INDEX "StatusPublication_incidentId_place_number_idx" ON "StatusPublication"("incidentId", "place", "number");

-- CreateIndex
CREATE INDEX "StatusPublication_waiting" ON "StatusPublication"("state") WHERE ("state" = 'waiting'::text);

-- Gone after a crash, and nobody misses it: whoever looks says so again within seconds.
ALTER TABLE "IncidentLook" SET UNLOGGED;

-- What must never be.
ALTER TABLE "StatusPage" ADD CONSTRAINT "StatusPage_single" CHECK ("id" = 1);
ALTER TABLE "StatusUpdate" ADD CONSTRAINT "StatusUpdate_state_known" CHECK ("state" IN ('investigating', 'identified', 'monitoring', 'resolved'));
ALTER TABLE "StatusPublication" ADD CONSTRAINT "StatusPublication_place_known" CHECK ("place" IN ('slack', 'status-page'));
ALTER TABLE "StatusPublication" ADD CONSTRAINT "StatusPublication_state_known" CHECK ("state" IN ('waiting', 'queued', 'published', 'failed'));
ALTER TABLE "StatusPublication" ADD CONSTRAINT "StatusPublication_is_dated" CHECK (("state" = 'published') = ("publishedAt" IS NOT NULL));
-- One at a time, in order: a place never shows an older update after a newer one.
CREATE UNIQUE INDEX "StatusPublication_one_on_its_way" ON "StatusPublication"("incidentId", "place") WHERE ("state" = 'queued'::text);
CREATE TRIGGER "StatusUpdate_is_kept" BEFORE UPDATE ON "StatusUpdate" FOR EACH ROW EXECUTE FUNCTION refuse_change();
