-- CreateTable
CREATE TABLE "AlertStory" (
    "alertId" TEXT NOT NULL,
    "acknowledgedAt" TIMESTAMPTZ(3),
    "acknowledgedById" TEXT,
    "acknowledgeWithinSeconds" INTEGER NOT NULL,
    "timeouts" INTEGER NOT NULL DEFAULT 0,
    "firstTimeoutAt" TIMESTAMPTZ(3),
    "manualEscalations" INTEGER NOT NULL DEFAULT 0,
    "ranOutAt" TIMESTAMPTZ(3),
    "firstActAt" TIMESTAMPTZ(3),
    "lastKind" TEXT,

    CONSTRAINT "AlertStory_pkey" PRIMARY KEY ("alertId")
);

-- CreateTable
CREATE TABLE "HealthSettings" (
    "teamId" TEXT NOT NULL,
    "questions" JSONB,
    "pay" JSONB,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "HealthSettings_pkey" PRIMARY KEY ("teamId")
);

-- CreateTable
CREATE TABLE "HealthThreshold" (
    "rotationId" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "value" DOUBLE PRECISION,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "HealthThreshold_pkey" PRIMARY KEY ("rotationId","rule")
);

-- CreateTable
CREATE TABLE "WeekEntry" (
    "id" TEXT NOT NULL,
    "rotationId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "weekFrom" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "followUpId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" TEXT NOT NULL,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "WeekEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HealthReportSent" (
    "key" TEXT NOT NULL,
    "sentAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "HealthReportSent_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "WeekEntry_rotationId_weekFrom_idx" ON "WeekEntry"("rotationId", "weekFrom");

-- CreateIndex
CREATE INDEX "Delivery_page_sent" ON "Delivery"("teamId", "sentAt", "subjectId", "personId", "channel") WHERE ("subjectKind" = 'alert'::text AND "sentAt" IS NOT NULL);

-- What must never be.
ALTER TABLE "WeekEntry" ADD CONSTRAINT "WeekEntry_kind_known" CHECK ("kind" IN ('note', 'decision', 'action'));

-- Whoever is paged less than a minute after the page that opened an interruption feels one interruption.
CREATE FUNCTION health_opening("open" timestamptz, "next" timestamptz) RETURNS timestamptz
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF "open" IS NULL OR "next" - "open" >= interval '60 seconds' THEN RETURN "next"; END IF;
  RETURN "open";
END $$;
CREATE AGGREGATE health_opening_of(timestamptz) (SFUNC = health_opening, STYPE = timestamptz, PARALLEL = SAFE);

-- The delay before the second step of a policy; with one step alone, when it has run out.
CREATE FUNCTION health_acknowledge_within("policy" jsonb) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(("policy"->'steps'->1->>'afterSeconds')::int, ("policy"->>'repeatAfterSeconds')::int,
    greatest(300, ("policy"->'steps'->0->>'afterSeconds')::int), 300)
$$;

-- One event more in the story of an alert. A step timed out where it fires after a page that nobody answered since.
CREATE FUNCTION health_tell_story() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "asks" boolean := NEW."kind" IN ('acknowledged', 'unacknowledged', 'assigned', 'snoozed', 'came-back', 'reopened', 'step-fired', 'paged',
    'nobody-there', 'step-held-back', 'escalated-by-hand');
  "acts" boolean := NEW."actorKind" = 'person' AND NEW."kind" IN ('assigned', 'escalated-by-hand', 'snoozed', 'noted',
    'tried-to-reach-primary', 'responders-added', 'runbook-started', 'runbook-step');
BEGIN
  IF NOT "asks" AND NOT "acts" AND NEW."kind" <> 'ran-out' THEN RETURN NULL; END IF;
  LOOP
    UPDATE "AlertStory" s SET
      "acknowledgedAt" = CASE WHEN NEW."kind" = 'acknowledged' THEN coalesce(s."acknowledgedAt", NEW."at") ELSE s."acknowledgedAt" END,
      "acknowledgedById" = CASE WHEN NEW."kind" = 'acknowledged' AND s."acknowledgedAt" IS NULL
        THEN coalesce(NEW."data"->>'personId', NEW."actorId") ELSE s."acknowledgedById" END,
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
CREATE TRIGGER "TimelineEvent_tells_story" AFTER INSERT ON "TimelineEvent"
  FOR EACH ROW WHEN (NEW."subjectKind" = 'alert') EXECUTE FUNCTION health_tell_story();

-- The stories of what happened before there were any.
WITH told AS (
  SELECT "subjectId", "id", "at", "kind", "actorKind", coalesce("data"->>'personId', "actorId") AS "who",
    "kind" IN ('acknowledged', 'unacknowledged', 'assigned', 'snoozed', 'came-back', 'reopened', 'step-fired', 'paged', 'nobody-there',
      'step-held-back', 'escalated-by-hand') AS "asks"
  FROM "TimelineEvent" WHERE "subjectKind" = 'alert'
), ordered AS (
  SELECT *, lag("kind") OVER (PARTITION BY "subjectId", "asks" ORDER BY "id") AS "before" FROM told
)
INSERT INTO "AlertStory" ("alertId", "acknowledgedAt", "acknowledgedById", "acknowledgeWithinSeconds", "timeouts", "firstTimeoutAt",
  "manualEscalations", "ranOutAt", "firstActAt", "lastKind")
SELECT o."subjectId", min("at") FILTER (WHERE "kind" = 'acknowledged'),
  (array_agg("who" ORDER BY "id") FILTER (WHERE "kind" = 'acknowledged'))[1],
  coalesce((SELECT health_acknowledge_within(r."policy") FROM "EscalationRun" r WHERE r."subjectKind" = 'alert' AND r."subjectId" = o."subjectId"), 300),
  count(*) FILTER (WHERE "kind" = 'step-fired' AND "before" = 'paged'),
  min("at") FILTER (WHERE "kind" = 'step-fired' AND "before" = 'paged'),
  count(*) FILTER (WHERE "kind" = 'escalated-by-hand'), min("at") FILTER (WHERE "kind" = 'ran-out'),
  min("at") FILTER (WHERE "actorKind" = 'person' AND "kind" IN ('assigned', 'escalated-by-hand', 'snoozed', 'noted',
    'tried-to-reach-primary', 'responders-added', 'runbook-started', 'runbook-step')),
  (array_agg("kind" ORDER BY "id" DESC) FILTER (WHERE "asks"))[1]
FROM ordered o GROUP BY o."subjectId";
