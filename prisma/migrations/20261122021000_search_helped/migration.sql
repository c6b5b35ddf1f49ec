-- AlterTable
ALTER TABLE "RunbookRun" ADD COLUMN     "helped" TEXT,
ADD COLUMN     "helpedAt" TIMESTAMPTZ(3),
ADD COLUMN     "helpedById" TEXT,
ADD COLUMN     "helpedWords" TEXT;

-- What must never be.
ALTER TABLE "RunbookRun" ADD CONSTRAINT "RunbookRun_helped_known" CHECK ("helped" IS NULL OR ("helped" IN ('yes', 'partly', 'no') AND "endedAt" IS NOT NULL));
