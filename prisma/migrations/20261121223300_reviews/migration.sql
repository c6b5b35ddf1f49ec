-- CreateTable
CREATE TABLE "Review" (
    "id" TEXT NOT NULL,
    "incidentId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "dueOn" DATE NOT NULL,
    "timeZone" TEXT NOT NULL,
    "meetingAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),
    "doneById" TEXT,
    "reopenReason" TEXT,
    "demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReviewSection" (
    "reviewId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "help" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReviewSection_pkey" PRIMARY KEY ("reviewId","key")
);

-- CreateTable
CREATE TABLE "ReviewSectionVersion" (
    "reviewId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "personId" TEXT,

    CONSTRAINT "ReviewSectionVersion_pkey" PRIMARY KEY ("reviewId","key","version")
);

-- CreateTable
CREATE TABLE "ReviewReviewer" (
    "reviewId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "approvedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ReviewReviewer_pkey" PRIMARY KEY ("reviewId","personId")
);

-- CreateTable
CREATE TABLE "ReviewComment" (
    "id" TEXT NOT NULL,
    "reviewId" TEXT NOT NULL,
    "sectionKey" TEXT,
    "text" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "settledAt" TIMESTAMPTZ(3),

    CONSTRAINT "ReviewComment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReviewShare" (
    "id" TEXT NOT NULL,
    "reviewId" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ReviewShare_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReviewTemplate" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "sections" JSONB NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReviewTemplate_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Review_incidentId_key" ON "Review"("incidentId");

-- CreateIndex
CREATE INDEX "Review_teamId_state_idx" ON "Review"("teamId", "state");

-- CreateIndex
CREATE INDEX "ReviewComment_reviewId_at_idx" ON "ReviewComment"("reviewId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "ReviewShare_tokenHash_key" ON "ReviewShare"("tokenHash");

-- CreateIndex
CREATE INDEX "ReviewShare_reviewId_idx" ON "ReviewShare"("reviewId");

-- What must never be.
ALTER TABLE "Review" ADD CONSTRAINT "Review_state_known" CHECK ("state" IN ('draft', 'in-review', 'done'));
ALTER TABLE "Review" ADD CONSTRAINT "Review_done_is_dated" CHECK (("state" = 'done') = ("doneAt" IS NOT NULL));
ALTER TABLE "ReviewTemplate" ADD CONSTRAINT "ReviewTemplate_single" CHECK ("id" = 1);
CREATE TRIGGER "ReviewSectionVersion_is_kept" BEFORE UPDATE ON "ReviewSectionVersion" FOR EACH ROW EXECUTE FUNCTION refuse_change();
