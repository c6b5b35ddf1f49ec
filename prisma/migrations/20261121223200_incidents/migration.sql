-- CreateTable
CREATE TABLE "Incident" (
    "id" TEXT NOT NULL,
    "number" SERIAL NOT NULL,
    "teamId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "summary" TEXT NOT NULL DEFAULT '',
    "leadId" TEXT,
    "communicatorId" TEXT,
    "declaredAt" TIMESTAMPTZ(3) NOT NULL,
    "declaredById" TEXT,
    "acceptedAt" TIMESTAMPTZ(3),
    "mitigatedAt" TIMESTAMPTZ(3),
    "resolvedAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "declinedAt" TIMESTAMPTZ(3),
    "declineReason" TEXT,
    "mergedIntoId" TEXT,
    "impactFrom" TIMESTAMPTZ(3),
    "impactTo" TIMESTAMPTZ(3),
    "closing" JSONB,
    "reviewWanted" BOOLEAN,
    "nextUpdateAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Incident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IncidentAlert" (
    "alertId" TEXT NOT NULL,
    "incidentId" TEXT NOT NULL,
    "linkedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "IncidentAlert_pkey" PRIMARY KEY ("alertId")
);

-- CreateTable
CREATE TABLE "IncidentService" (
    "incidentId" TEXT NOT NULL,
    "serviceId" TEXT NOT NULL,

    CONSTRAINT "IncidentService_pkey" PRIMARY KEY ("incidentId","serviceId")
);

-- CreateTable
CREATE TABLE "IncidentResponder" (
    "incidentId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "pagedAt" TIMESTAMPTZ(3),
    "joinedAt" TIMESTAMPTZ(3),

    CONSTRAINT "IncidentResponder_pkey" PRIMARY KEY ("incidentId","personId")
);

-- CreateTable
CREATE TABLE "IncidentEntry" (
    "id" TEXT NOT NULL,
    "incidentId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "happenedAt" TIMESTAMPTZ(3) NOT NULL,
    "writtenAt" TIMESTAMPTZ(3) NOT NULL,
    "personId" TEXT NOT NULL,
    "starred" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "IncidentEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IncidentEntryVersion" (
    "entryId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "happenedAt" TIMESTAMPTZ(3) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "personId" TEXT NOT NULL,

    CONSTRAINT "IncidentEntryVersion_pkey" PRIMARY KEY ("entryId","version")
);

-- CreateIndex
CREATE UNIQUE INDEX "Incident_number_key" ON "Incident"("number");

-- CreateIndex
CREATE INDEX "Incident_teamId_declaredAt_idx" ON "Incident"("teamId", "declaredAt");

-- CreateIndex
CREATE INDEX "Incident_open" ON "Incident"("teamId") WHERE ("closedAt" IS NULL AND "declinedAt" IS NULL);

-- CreateIndex
CREATE INDEX "IncidentAlert_incidentId_idx" ON "IncidentAlert"("incidentId");

-- CreateIndex
CREATE INDEX "IncidentEntry_incidentId_happenedAt_idx" ON "IncidentEntry"("incidentId", "happenedAt");

-- What must never be.
ALTER TABLE "Incident" ADD CONSTRAINT "Incident_state_known" CHECK ("state" IN ('triage', 'investigating', 'mitigated', 'resolved', 'closed', 'declined'));
ALTER TABLE "Incident" ADD CONSTRAINT "Incident_severity_known" CHECK ("severity" IN ('critical', 'major', 'minor'));
ALTER TABLE "Incident" ADD CONSTRAINT "Incident_state_is_dated" CHECK (
  ("state" <> 'closed' OR "closedAt" IS NOT NULL) AND ("state" <> 'resolved' OR "resolvedAt" IS NOT NULL)
  AND ("state" <> 'declined' OR ("declinedAt" IS NOT NULL AND "declineReason" IS NOT NULL)));
ALTER TABLE "Incident" ADD CONSTRAINT "Incident_impact_has_order" CHECK ("impactFrom" IS NULL OR "impactTo" IS NULL OR "impactFrom" <= "impactTo");
ALTER TABLE "IncidentEntry" ADD CONSTRAINT "IncidentEntry_kind_known" CHECK ("kind" IN ('finding', 'decision', 'action', 'update'));
CREATE TRIGGER "IncidentEntryVersion_is_kept" BEFORE UPDATE ON "IncidentEntryVersion" FOR EACH ROW EXECUTE FUNCTION refuse_change();
