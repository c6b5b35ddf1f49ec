-- When a session's password was last typed: some changes ask for that to be recent.
ALTER TABLE "Session" ADD COLUMN "confirmedAt" TIMESTAMPTZ(3);
UPDATE "Session" SET "confirmedAt" = "createdAt";
ALTER TABLE "Session" ALTER COLUMN "confirmedAt" SET NOT NULL;

-- CreateTable
CREATE TABLE "ResetLink" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ResetLink_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ResetLink_tokenHash_key" ON "ResetLink"("tokenHash");

-- CreateIndex
CREATE INDEX "ResetLink_personId_idx" ON "ResetLink"("personId");

-- AddForeignKey
ALTER TABLE "ResetLink" ADD CONSTRAINT "ResetLink_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
