-- CreateTable
CREATE TABLE "ContactMethodCode" (
    "contactMethodId" TEXT NOT NULL,
    "codeHash" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ContactMethodCode_pkey" PRIMARY KEY ("contactMethodId")
);

-- AlterTable
ALTER TABLE "Page" ADD COLUMN "withdrawnAt" TIMESTAMPTZ(3);
