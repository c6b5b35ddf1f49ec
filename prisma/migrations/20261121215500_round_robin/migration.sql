-- CreateTable
CREATE TABLE "RoundRobinTurn" (
    "policyId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "lastPersonId" TEXT NOT NULL,
    "turnedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RoundRobinTurn_pkey" PRIMARY KEY ("policyId","teamId")
);
