-- CreateTable
CREATE TABLE "AlertHeld" (
    "id" BIGSERIAL NOT NULL,
    "alertId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "to" TIMESTAMPTZ(3),

    CONSTRAINT "AlertHeld_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HealthWeek" (
    "teamId" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "to" TIMESTAMPTZ(3) NOT NULL,
    "tally" TEXT NOT NULL,
    "seenId" BIGINT NOT NULL,
    "horizon" BIGINT NOT NULL,

    CONSTRAINT "HealthWeek_pkey" PRIMARY KEY ("teamId","scope","from","to")
);

-- CreateTable
CREATE TABLE "HealthChange" (
    "id" BIGSERIAL NOT NULL,
    "teamId" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "transaction" BIGINT NOT NULL,

    CONSTRAINT "HealthChange_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Alert_long" ON "Alert"("teamId", "openedAt") WHERE ("closedAt" IS NULL OR ("closedAt" - "openedAt") > '28 days'::interval);

-- CreateIndex
CREATE INDEX "Alert_test" ON "Alert"("teamId", "openedAt") WHERE (classification = 'test'::text);

-- CreateIndex
CREATE INDEX "AlertHeld_teamId_from_idx" ON "AlertHeld"("teamId", "from");

-- CreateIndex
CREATE INDEX "AlertHeld_long" ON "AlertHeld"("teamId", "from") WHERE ("to" IS NULL OR ("to" - "from") > '28 days'::interval);

-- CreateIndex
CREATE INDEX "AlertHeld_now" ON "AlertHeld"("alertId") WHERE ("to" IS NULL);

-- CreateIndex
CREATE INDEX "HealthChange_teamId_id_idx" ON "HealthChange"("teamId", "id");

-- CreateIndex
CREATE INDEX "HealthChange_teamId_transaction_idx" ON "HealthChange"("teamId", "transaction");

-- What is told of an alert of yesterday or before changes weeks that may have been counted. Newer ones are in no such week.
CREATE FUNCTION health_alert_changed("alert" text, "at" timestamptz) RETURNS void LANGUAGE sql AS $$
  INSERT INTO "HealthChange" ("teamId", "since", "transaction")
  SELECT "teamId", least("openedAt", "at"), pg_current_xact_id()::text::bigint FROM "Alert"
  WHERE "id" = "alert" AND least("openedAt", "at") < clock() - interval '1 day'
$$;

CREATE FUNCTION health_alert_updated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM health_alert_changed(NEW."id", NEW."openedAt");
  RETURN NULL;
END $$;
CREATE TRIGGER "Alert_changes_health" AFTER UPDATE ON "Alert" FOR EACH ROW
  WHEN (OLD."closedAt" IS DISTINCT FROM NEW."closedAt" OR OLD."classification" IS DISTINCT FROM NEW."classification"
    OR OLD."key" IS DISTINCT FROM NEW."key" OR OLD."serviceId" IS DISTINCT FROM NEW."serviceId" OR OLD."title" IS DISTINCT FROM NEW."title")
  EXECUTE FUNCTION health_alert_updated();

CREATE FUNCTION health_alerts_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "HealthChange" ("teamId", "since", "transaction")
  SELECT "teamId", min("openedAt"), pg_current_xact_id()::text::bigint FROM moved
  WHERE "openedAt" < (SELECT clock()) - interval '1 day' GROUP BY "teamId";
  RETURN NULL;
END $$;
CREATE TRIGGER "Alert_added_changes_health" AFTER INSERT ON "Alert" REFERENCING NEW TABLE AS moved
  FOR EACH STATEMENT EXECUTE FUNCTION health_alerts_moved();
CREATE TRIGGER "Alert_removed_changes_health" AFTER DELETE ON "Alert" REFERENCING OLD TABLE AS moved
  FOR EACH STATEMENT EXECUTE FUNCTION health_alerts_moved();

CREATE FUNCTION health_page_sent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM health_alert_changed(NEW."subjectId", NEW."sentAt");
  RETURN NULL;
END $$;
CREATE TRIGGER "Delivery_sent_changes_health" AFTER UPDATE ON "Delivery" FOR EACH ROW
  WHEN (NEW."subjectKind" = 'alert' AND OLD."sentAt" IS DISTINCT FROM NEW."sentAt") EXECUTE FUNCTION health_page_sent();
CREATE TRIGGER "Delivery_added_changes_health" AFTER INSERT ON "Delivery" FOR EACH ROW
  WHEN (NEW."subjectKind" = 'alert' AND NEW."sentAt" IS NOT NULL) EXECUTE FUNCTION health_page_sent();

CREATE FUNCTION health_alert_linked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM health_alert_changed(coalesce(NEW."alertId", OLD."alertId"), NULL);
  RETURN NULL;
END $$;
CREATE TRIGGER "IncidentAlert_changes_health" AFTER INSERT OR DELETE ON "IncidentAlert"
  FOR EACH ROW EXECUTE FUNCTION health_alert_linked();

-- The story of an alert, as before; beside it who had it from when to when, and the weeks that it changes.
CREATE OR REPLACE FUNCTION health_tell_story() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "asks" boolean := NEW."kind" IN ('acknowledged', 'unacknowledged', 'assigned', 'snoozed', 'came-back', 'reopened', 'step-fired', 'paged',
    'nobody-there', 'step-held-back', 'escalated-by-hand');
  "acts" boolean := NEW."actorKind" = 'person' AND NEW."kind" IN ('assigned', 'escalated-by-hand', 'snoozed', 'noted',
    'tried-to-reach-primary', 'responders-added', 'runbook-started', 'runbook-step');
  "who" text := coalesce(NEW."data"->>'personId', NEW."actorId");
BEGIN
  IF NEW."kind" IN ('acknowledged', 'assigned', 'unacknowledged', 'snoozed', 'came-back', 'reopened', 'escalated-by-hand', 'resolved') THEN
    UPDATE "AlertHeld" SET "to" = NEW."at" WHERE "alertId" = NEW."subjectId" AND "to" IS NULL;
    IF NEW."kind" IN ('acknowledged', 'assigned') AND "who" IS NOT NULL AND NEW."teamId" IS NOT NULL THEN
      INSERT INTO "AlertHeld" ("alertId", "teamId", "personId", "from") VALUES (NEW."subjectId", NEW."teamId", "who", NEW."at");
    END IF;
  END IF;
  IF NOT "asks" AND NOT "acts" AND NEW."kind" <> 'ran-out' THEN RETURN NULL; END IF;
  PERFORM health_alert_changed(NEW."subjectId", NEW."at");
  LOOP
    UPDATE "AlertStory" s SET
      "acknowledgedAt" = CASE WHEN NEW."kind" = 'acknowledged' THEN coalesce(s."acknowledgedAt", NEW."at") ELSE s."acknowledgedAt" END,
      "acknowledgedById" = CASE WHEN NEW."kind" = 'acknowledged' AND s."acknowledgedAt" IS NULL THEN "who" ELSE s."acknowledgedById" END,
      "timeouts" = s."timeouts" + (NEW."kind" = 'step-fired' AND s."lastKind" IS NOT DISTINCT FROM 'paged')::int,
      "firstTimeoutAt" = CASE WHEN NEW."kind" = 'step-fired' AND s."lastKind" = 'paged' THEN coalesce(s."firstTimeoutAt", NEW."at") ELSE s."firstTimeoutAt" END,
      "manualEscalations" = s."manualEscalations" + (NEW."kind" = 'escalated-by-hand')::int,
      "ranOutAt" = CASE WHEN NEW."kind" = 'ran-out' THEN coalesce(s."ranOutAt", NEW."at") ELSE s."ranOutAt" END,
      "firstActAt" = CASE WHEN "acts" THEN coalesce(s."firstActAt", NEW."at") ELSE s."firstActAt" END,
      "lastKind" = CASE WHEN "asks" THEN NEW."kind" ELSE s."lastKind" END
    WHERE s."alertId" = NEW."subjectId";
    IF FOUND THEN RETURN NULL; END IF;
    INSERT INTO "AlertStory" ("alertId", "acknowledgeWithinSeconds") VALUES (NEW."subjectId", coalesce((
      SELECT health_acknowledge_within("policy") FROM "EscalationRun"
      WHERE "subjectKind" = 'alert' AND "subjectId" = NEW."subjectId"), 300)) ON CONFLICT DO NOTHING;
  END LOOP;
END $$;

-- Who had what before any of this was kept.
WITH told AS (
  SELECT "subjectId", "teamId", "kind", "at", coalesce("data"->>'personId', "actorId") AS "who",
    lead("at") OVER (PARTITION BY "subjectId" ORDER BY "id") AS "next"
  FROM "TimelineEvent" WHERE "subjectKind" = 'alert'
    AND "kind" IN ('acknowledged', 'assigned', 'unacknowledged', 'snoozed', 'came-back', 'reopened', 'escalated-by-hand', 'resolved')
)
INSERT INTO "AlertHeld" ("alertId", "teamId", "personId", "from", "to")
SELECT "subjectId", "teamId", "who", "at", "next" FROM told
WHERE "kind" IN ('acknowledged', 'assigned') AND "who" IS NOT NULL AND "teamId" IS NOT NULL;
