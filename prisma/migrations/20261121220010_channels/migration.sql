-- AlterTable
ALTER TABLE "ContactMethod" ADD COLUMN     "label" TEXT,
ADD COLUMN     "sealedSecret" TEXT;

-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "receipt" TEXT,
ADD COLUMN     "receiptAt" TIMESTAMPTZ(3),
ADD COLUMN     "receiptRank" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Page" ADD COLUMN     "addressee" TEXT,
ALTER COLUMN "personId" DROP NOT NULL,
ALTER COLUMN "contactMethodId" DROP NOT NULL;

-- CreateTable
CREATE TABLE "DeliveryAttempt" (
    "deliveryId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "permanent" BOOLEAN NOT NULL,
    "reason" TEXT,

    CONSTRAINT "DeliveryAttempt_pkey" PRIMARY KEY ("deliveryId","number")
);

-- CreateTable
CREATE TABLE "QuietHours" (
    "personId" TEXT NOT NULL,
    "quietFrom" TEXT NOT NULL,
    "quietTo" TEXT NOT NULL,

    CONSTRAINT "QuietHours_pkey" PRIMARY KEY ("personId")
);

-- CreateTable
CREATE TABLE "SlackUser" (
    "personId" TEXT NOT NULL,
    "slackId" TEXT,
    "email" TEXT NOT NULL,
    "checkedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SlackUser_pkey" PRIMARY KEY ("personId")
);

-- CreateTable
CREATE TABLE "SlackPost" (
    "deliveryId" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "post" TEXT NOT NULL,
    "said" TEXT NOT NULL,
    "updateId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SlackPost_pkey" PRIMARY KEY ("deliveryId")
);

-- CreateTable
CREATE TABLE "InstallationSecret" (
    "name" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "InstallationSecret_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "SlackUser_slackId_idx" ON "SlackUser"("slackId");

-- CreateIndex
CREATE INDEX "SlackPost_open" ON "SlackPost"("createdAt") WHERE ("endedAt" IS NULL);

-- CreateIndex
CREATE INDEX "Delivery_createdAt_idx" ON "Delivery"("createdAt");

-- CreateIndex
CREATE INDEX "DeliveryAttempt_channel_at_idx" ON "DeliveryAttempt"("channel", "at");
