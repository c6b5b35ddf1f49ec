-- AlterTable
ALTER TABLE "Alert" ADD COLUMN     "classification" TEXT,
ADD COLUMN     "classifiedAt" TIMESTAMPTZ(3),
ADD COLUMN     "classifiedById" TEXT,
ADD COLUMN     "duplicateOfId" TEXT,
ADD COLUMN     "flapping" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "heldById" TEXT,
ADD COLUMN     "heldUntil" TIMESTAMPTZ(3),
ADD COLUMN     "mergedIntoId" TEXT,
ADD COLUMN     "remindedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Integration" ADD COLUMN     "expectedBy" TIMESTAMPTZ(3),
ADD COLUMN     "refused" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "refusedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Service" ADD COLUMN     "forgottenSeconds" INTEGER,
ADD COLUMN     "groupSeconds" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "ReceivedMessage" (
    "integrationId" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReceivedMessage_pkey" PRIMARY KEY ("integrationId","messageId")
);

-- CreateTable
CREATE TABLE "MaintenanceWindow" (
    "id" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "serviceId" TEXT,
    "title" TEXT NOT NULL,
    "match" JSONB NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" TEXT,

    CONSTRAINT "MaintenanceWindow_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ReceivedMessage_receivedAt_idx" ON "ReceivedMessage"("receivedAt");

-- CreateIndex
CREATE INDEX "MaintenanceWindow_teamId_endsAt_idx" ON "MaintenanceWindow"("teamId", "endsAt");

-- CreateIndex
CREATE INDEX "Alert_origin_key_openedAt_idx" ON "Alert"("origin", "key", "openedAt");

-- CreateIndex
CREATE INDEX "Alert_merged" ON "Alert"("mergedIntoId") WHERE ("mergedIntoId" IS NOT NULL);

-- CreateIndex
CREATE INDEX "Alert_held" ON "Alert"("heldById") WHERE ("heldById" IS NOT NULL AND "closedAt" IS NULL);

-- CreateIndex
CREATE INDEX "Integration_expected" ON "Integration"("expectedBy") WHERE ("expectedBy" IS NOT NULL);


-- DropIndex
DROP INDEX "Alert_origin_key_idx";
