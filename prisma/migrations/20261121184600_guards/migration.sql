-- Time. Two clocks: clock() decides what is due and is what a test moves; real_clock() measures leases and liveness.
-- Both are the instant of the statement, never the start of the transaction, and both are cut to milliseconds like
-- every column, so that a stored instant never lies after the clock it was read from.
CREATE FUNCTION real_clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS
$$ SELECT date_trunc('milliseconds', clock_timestamp()) $$;

CREATE FUNCTION clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS
$$ SELECT date_trunc('milliseconds', COALESCE(
     (SELECT "base" + (clock_timestamp() - "setAt") * "rate" FROM "TestClock" WHERE "id" = 1), clock_timestamp())) $$;

-- Fencing tokens: every claim gets a higher one.
CREATE SEQUENCE claim_token;

-- Nobody twice, in whatever case the address is written.
CREATE UNIQUE INDEX "Person_email_key" ON "Person" (lower("email"));

-- One person per role and instant in the record of the past.
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE "Shift" ADD CONSTRAINT "Shift_one_per_role" EXCLUDE USING gist
  ("rotationId" WITH =, "role" WITH =, tstzrange("startsAt", "endsAt", '[)') WITH &&);

-- What must never be.
ALTER TABLE "TestClock" ADD CONSTRAINT "TestClock_single" CHECK ("id" = 1 AND "rate" >= 0);
ALTER TABLE "Organisation" ADD CONSTRAINT "Organisation_single" CHECK ("id" = 1);
ALTER TABLE "Person" ADD CONSTRAINT "Person_role_known" CHECK ("role" IN ('viewer', 'engineer', 'admin'));
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_role_known" CHECK ("role" IN ('member', 'manager'));
ALTER TABLE "Token" ADD CONSTRAINT "Token_kind_known" CHECK ("kind" IN ('personal', 'service'));
ALTER TABLE "TimeOff" ADD CONSTRAINT "TimeOff_has_length" CHECK ("startsAt" < "endsAt");
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_state_known" CHECK ("state" IN ('due', 'claimed', 'sending', 'sent', 'failed', 'withdrawn'));
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_claim_is_whole" CHECK ("state" NOT IN ('claimed', 'sending') OR "claimToken" IS NOT NULL);
ALTER TABLE "NotificationRule" ADD CONSTRAINT "NotificationRule_shape" CHECK ("urgency" IN ('high', 'low') AND "afterSeconds" >= 0);
ALTER TABLE "Rotation" ADD CONSTRAINT "Rotation_approval_known" CHECK ("approval" IN ('default', 'none', 'counterpart', 'counterpart-and-manager'));
ALTER TABLE "Override" ADD CONSTRAINT "Override_has_length" CHECK ("startsAt" < "endsAt");
ALTER TABLE "Override" ADD CONSTRAINT "Override_source_known" CHECK ("source" IN ('override', 'swap'));
ALTER TABLE "Shift" ADD CONSTRAINT "Shift_has_length" CHECK ("startsAt" < "endsAt");
ALTER TABLE "EscalationRun" ADD CONSTRAINT "EscalationRun_shape" CHECK ("round" >= 0 AND "step" >= 0 AND "urgency" IN ('high', 'low'));
ALTER TABLE "Alert" ADD CONSTRAINT "Alert_priority_known" CHECK ("priority" IN ('P1', 'P2', 'P3', 'P4', 'P5'));
ALTER TABLE "Alert" ADD CONSTRAINT "Alert_acknowledged_by_somebody" CHECK (("acknowledgedAt" IS NULL) = ("acknowledgedById" IS NULL));
ALTER TABLE "Alert" ADD CONSTRAINT "Alert_closed_by_known" CHECK (("closedAt" IS NULL) = ("closedBy" IS NULL) AND ("closedBy" IS NULL OR "closedBy" IN ('person', 'source', 'system')));

-- The past is only ever added to.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the timeline is only ever added to' USING ERRCODE = 'restrict_violation'; END $$;
CREATE TRIGGER "TimelineEvent_is_kept" BEFORE UPDATE OR DELETE ON "TimelineEvent" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "TimelineEvent_is_not_emptied" BEFORE TRUNCATE ON "TimelineEvent" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Bells. They only shorten a wait: whoever listens also looks by itself.
CREATE FUNCTION ring() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM pg_notify(TG_ARGV[0], ''); RETURN NULL; END $$;
CREATE TRIGGER "TimelineEvent_rings" AFTER INSERT ON "TimelineEvent" FOR EACH STATEMENT EXECUTE FUNCTION ring('timeline');
CREATE TRIGGER "Delivery_rings" AFTER INSERT ON "Delivery" FOR EACH STATEMENT EXECUTE FUNCTION ring('pager');
CREATE TRIGGER "EscalationRun_rings" AFTER INSERT OR UPDATE OF "nextAt" ON "EscalationRun" FOR EACH STATEMENT EXECUTE FUNCTION ring('pager');
CREATE TRIGGER "TestClock_rings" AFTER INSERT OR UPDATE OR DELETE ON "TestClock" FOR EACH STATEMENT EXECUTE FUNCTION ring('pager');
CREATE TRIGGER "Session_rings" AFTER UPDATE OF "revokedAt" ON "Session" FOR EACH STATEMENT EXECUTE FUNCTION ring('rights');
CREATE TRIGGER "Membership_rings" AFTER INSERT OR UPDATE OR DELETE ON "Membership" FOR EACH STATEMENT EXECUTE FUNCTION ring('rights');
CREATE TRIGGER "Person_rings" AFTER UPDATE OF "role", "deactivatedAt" ON "Person" FOR EACH STATEMENT EXECUTE FUNCTION ring('rights');
CREATE TRIGGER "Integration_rings" AFTER INSERT OR UPDATE OF "revokedAt", "keyHash" ON "Integration" FOR EACH STATEMENT EXECUTE FUNCTION ring('keys');
