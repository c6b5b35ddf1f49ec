-- What was last said of a key is asked of every noisy key of a report.
CREATE INDEX "Alert_said" ON "Alert"("teamId", "key", "classifiedAt") WHERE (classification IS NOT NULL);
