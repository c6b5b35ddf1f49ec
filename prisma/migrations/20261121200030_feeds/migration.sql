-- CreateTable
CREATE TABLE "Feed" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "rotationId" TEXT,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "replacedAt" TIMESTAMPTZ(3),
    "lastFetchedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Feed_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Installation" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,

    CONSTRAINT "Installation_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "Installation" ADD CONSTRAINT "Installation_single" CHECK ("id" = 1);
INSERT INTO "Installation" ("id", "name") VALUES (1, gen_random_uuid()::text);

-- CreateIndex
CREATE UNIQUE INDEX "Feed_tokenHash_key" ON "Feed"("tokenHash");

-- CreateIndex
CREATE INDEX "Feed_personId_idx" ON "Feed"("personId");

-- Whether the weekly digest of one's teams comes by mail.
ALTER TABLE "Person" ADD COLUMN "digest" BOOLEAN NOT NULL DEFAULT true;
