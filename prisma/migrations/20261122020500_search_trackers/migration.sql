-- CreateTable
CREATE TABLE "Tracker" (
    "teamId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "baseUrl" TEXT NOT NULL,
    "project" TEXT NOT NULL,
    "issueType" TEXT NOT NULL,
    "account" TEXT,
    "sealedToken" TEXT NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,
    "changedById" TEXT,

    CONSTRAINT "Tracker_pkey" PRIMARY KEY ("teamId")
);

-- CreateTable
CREATE TABLE "FollowUpExport" (
    "followUpId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "askedById" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "nextAt" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "FollowUpExport_pkey" PRIMARY KEY ("followUpId")
);

-- CreateIndex
CREATE INDEX "FollowUpExport_due" ON "FollowUpExport"("nextAt") WHERE ("nextAt" IS NOT NULL);

-- What must never be.
ALTER TABLE "Tracker" ADD CONSTRAINT "Tracker_kind_known" CHECK ("kind" IN ('github', 'jira'));
ALTER TABLE "FollowUpExport" ADD CONSTRAINT "FollowUpExport_state_known" CHECK ("state" IN ('wanted', 'sending', 'unknown', 'refused', 'made'));
