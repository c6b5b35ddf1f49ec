-- CreateTable
CREATE TABLE "TimeOffFeed" (
    "personId" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "readAt" TIMESTAMPTZ(3),
    "fault" TEXT,

    CONSTRAINT "TimeOffFeed_pkey" PRIMARY KEY ("personId")
);

-- CreateIndex
CREATE INDEX "TimeOffFeed_dueAt_idx" ON "TimeOffFeed"("dueAt");
