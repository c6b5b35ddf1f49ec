-- How long what follows an incident may take, where an organisation wants it otherwise than Baton.
CREATE TABLE "SeverityDue" (
  "severity" TEXT NOT NULL CHECK ("severity" IN ('critical', 'major', 'minor')),
  "followUpDays" INTEGER NOT NULL CHECK ("followUpDays" BETWEEN 1 AND 365),
  "reviewDays" INTEGER NOT NULL CHECK ("reviewDays" BETWEEN 1 AND 60),
  "changedAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "SeverityDue_pkey" PRIMARY KEY ("severity")
);
