-- CreateTable
CREATE TABLE "SearchDocument" (
    "source" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "ofId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "number" INTEGER,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "words" tsvector NOT NULL,

    CONSTRAINT "SearchDocument_pkey" PRIMARY KEY ("source","id")
);

-- CreateIndex
CREATE INDEX "SearchDocument_number" ON "SearchDocument"("number") WHERE ("number" IS NOT NULL);

-- CreateIndex
CREATE INDEX "SearchDocument_kind_ofId_idx" ON "SearchDocument"("kind", "ofId");

-- CreateIndex
CREATE INDEX "SearchDocument_source_at_idx" ON "SearchDocument"("source", "at");

-- Text and words lie aside: what sorts by time and asks for teams reads past tens of thousands of rows.
ALTER TABLE "SearchDocument" SET (toast_tuple_target = 128);

-- One index of words for each source: a rare kind is found without reading past a hundred thousand alerts. The list of
-- what is not sorted in yet stays short, so that no search has to read a long one.
CREATE INDEX "SearchDocument_alert_words" ON "SearchDocument" USING GIN ("words")
  WITH (gin_pending_list_limit = 512) WHERE ("source" = 'alert');
CREATE INDEX "SearchDocument_note_words" ON "SearchDocument" USING GIN ("words")
  WITH (gin_pending_list_limit = 512) WHERE ("source" = 'note');
CREATE INDEX "SearchDocument_incident_words" ON "SearchDocument" USING GIN ("words")
  WITH (gin_pending_list_limit = 512) WHERE ("source" = 'incident');
CREATE INDEX "SearchDocument_entry_words" ON "SearchDocument" USING GIN ("words")
  WITH (gin_pending_list_limit = 512) WHERE ("source" = 'entry');
CREATE INDEX "SearchDocument_review_words" ON "SearchDocument" USING GIN ("words")
  WITH (gin_pending_list_limit = 512) WHERE ("source" = 'review');
CREATE INDEX "SearchDocument_section_words" ON "SearchDocument" USING GIN ("words")
  WITH (gin_pending_list_limit = 512) WHERE ("source" = 'section');
CREATE INDEX "SearchDocument_runbook_words" ON "SearchDocument" USING GIN ("words")
  WITH (gin_pending_list_limit = 512) WHERE ("source" = 'runbook');
CREATE INDEX "SearchDocument_follow_up_words" ON "SearchDocument" USING GIN ("words")
  WITH (gin_pending_list_limit = 512) WHERE ("source" = 'follow-up');

-- Words are what stands between spaces and signs, in small letters: "db-1.example.com" is found as db, as 1 and as example.
CREATE FUNCTION search_plain(said TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT translate(said, '!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~  –—…“”„‘’‚«»‹›·•→←×°§¿¡', repeat(' ', 56)) $$;

-- A row's words have a limit of 1 MB: what is longer is found by its beginning, and never fails to be stored.
CREATE FUNCTION search_words(title TEXT, body TEXT) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT setweight(to_tsvector('simple', search_plain(left(title, 2000))), 'A')
       || setweight(to_tsvector('simple', search_plain(left(body, 50000))), 'B') $$;

CREATE FUNCTION search_put(source TEXT, id TEXT, kind TEXT, of_id TEXT, team_id TEXT, number INTEGER, title TEXT, body TEXT, at timestamptz)
RETURNS void LANGUAGE sql AS
$$ INSERT INTO "SearchDocument" ("source", "id", "kind", "ofId", "teamId", "number", "title", "body", "at", "words")
   VALUES (source, id, kind, of_id, team_id, number, title, left(body, 50000), at, search_words(title, body))
   ON CONFLICT ("source", "id") DO UPDATE SET "ofId" = EXCLUDED."ofId", "teamId" = EXCLUDED."teamId", "number" = EXCLUDED."number",
     "title" = EXCLUDED."title", "body" = EXCLUDED."body", "at" = EXCLUDED."at", "words" = EXCLUDED."words" $$;

-- The row that goes with each: one function for its trigger and for what was there before.
CREATE FUNCTION search_alert(a "Alert") RETURNS void LANGUAGE sql AS
$$ SELECT search_put('alert', a."id", 'alert', a."id", a."teamId", a."number", a."title",
     concat_ws(' ', a."source", a."key", a."details" ->> 'text', (SELECT string_agg(field ->> 'value', ' ') FROM jsonb_array_elements(
       CASE WHEN jsonb_typeof(a."details" -> 'fields') = 'array' THEN a."details" -> 'fields' ELSE '[]' END) AS field)), a."openedAt") $$;

CREATE FUNCTION search_note(e "TimelineEvent") RETURNS void LANGUAGE sql AS
$$ SELECT search_put('note', e."id"::text, 'alert', a."id", a."teamId", NULL, a."title", e."data" ->> 'text', e."at")
   FROM "Alert" a WHERE a."id" = e."subjectId" AND e."data" ->> 'text' IS NOT NULL $$;

CREATE FUNCTION search_incident(i "Incident") RETURNS void LANGUAGE sql AS
$$ SELECT search_put('incident', i."id", 'incident', i."id", i."teamId", i."number", i."title", concat_ws(' ', i."summary",
     i."closing" ->> 'whatHappened', i."closing" ->> 'whatWasDone', i."closing" ->> 'remainingRisk', i."declineReason"), i."declaredAt") $$;

CREATE FUNCTION search_entry(e "IncidentEntry") RETURNS void LANGUAGE sql AS
$$ SELECT search_put('entry', e."id", 'incident', i."id", i."teamId", NULL, i."title", e."text", e."happenedAt")
   FROM "Incident" i WHERE i."id" = e."incidentId" $$;

CREATE FUNCTION search_review(r "Review") RETURNS void LANGUAGE sql AS
$$ SELECT search_put('review', r."id", 'review', i."id", r."teamId", i."number", i."title", '', r."createdAt")
   FROM "Incident" i WHERE i."id" = r."incidentId" $$;

CREATE FUNCTION search_section(s "ReviewSection") RETURNS void LANGUAGE sql AS
$$ SELECT search_put('section', s."reviewId" || ' ' || s."key", 'review', i."id", r."teamId", NULL, i."title", s."title" || E'\n' || s."text", r."createdAt")
   FROM "Review" r JOIN "Incident" i ON i."id" = r."incidentId" WHERE r."id" = s."reviewId" $$;

CREATE FUNCTION search_runbook(r "Runbook") RETURNS void LANGUAGE sql AS
$$ SELECT search_put('runbook', r."id", 'runbook', r."id", r."teamId", NULL, r."title", concat_ws(' ', r."body", array_to_string(r."rules", ' ')), r."createdAt")
   WHERE r."archivedAt" IS NULL $$;

CREATE FUNCTION search_follow_up(f "FollowUp") RETURNS void LANGUAGE sql AS
$$ SELECT search_put('follow-up', f."id", 'follow-up', f."id", f."teamId", f."number", f."title", concat_ws(' ', f."details", f."outcome"), f."createdAt") $$;

CREATE FUNCTION search_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  CASE TG_TABLE_NAME
    WHEN 'Alert' THEN PERFORM search_alert(NEW);
    WHEN 'TimelineEvent' THEN PERFORM search_note(NEW);
    WHEN 'Incident' THEN PERFORM search_incident(NEW);
    WHEN 'IncidentEntry' THEN PERFORM search_entry(NEW);
    WHEN 'Review' THEN PERFORM search_review(NEW);
    WHEN 'ReviewSection' THEN PERFORM search_section(NEW);
    WHEN 'Runbook' THEN PERFORM search_runbook(NEW);
    WHEN 'FollowUp' THEN PERFORM search_follow_up(NEW);
  END CASE;
  RETURN NULL;
END $$;

-- What is gone is not found; `source` is told by the trigger. With an alert go its notes, with an incident its parts.
CREATE FUNCTION search_forgets() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN DELETE FROM "SearchDocument" WHERE "source" = TG_ARGV[0] AND "id" = OLD."id"; RETURN NULL; END $$;
CREATE FUNCTION search_forgets_all() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN DELETE FROM "SearchDocument" WHERE "kind" = ANY(TG_ARGV) AND "ofId" = OLD."id"; RETURN NULL; END $$;
CREATE FUNCTION search_forgets_section() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN DELETE FROM "SearchDocument" WHERE "source" = 'section' AND "id" = OLD."reviewId" || ' ' || OLD."key"; RETURN NULL; END $$;

-- Its parts bear an incident's name and belong to its team.
CREATE FUNCTION search_renames() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "SearchDocument" SET "title" = NEW."title", "teamId" = NEW."teamId", "words" = search_words(NEW."title", "body")
  WHERE "ofId" = NEW."id" AND "kind" IN ('incident', 'review') AND "source" <> 'incident';
  RETURN NULL;
END $$;

CREATE TRIGGER "Alert_is_found" AFTER INSERT ON "Alert" FOR EACH ROW EXECUTE FUNCTION search_follows();
CREATE TRIGGER "Alert_is_found_anew" AFTER UPDATE OF "title", "details", "source", "teamId" ON "Alert" FOR EACH ROW
  WHEN ((OLD."title", OLD."details", OLD."source", OLD."teamId") IS DISTINCT FROM (NEW."title", NEW."details", NEW."source", NEW."teamId"))
  EXECUTE FUNCTION search_follows();
CREATE TRIGGER "Alert_is_forgotten" AFTER DELETE ON "Alert" FOR EACH ROW EXECUTE FUNCTION search_forgets_all('alert');
CREATE TRIGGER "TimelineEvent_is_found" AFTER INSERT ON "TimelineEvent" FOR EACH ROW
  WHEN (NEW."kind" = 'noted' AND NEW."subjectKind" = 'alert') EXECUTE FUNCTION search_follows();
CREATE TRIGGER "Incident_is_found" AFTER INSERT OR UPDATE OF "title", "summary", "closing", "declineReason", "teamId" ON "Incident"
  FOR EACH ROW EXECUTE FUNCTION search_follows();
CREATE TRIGGER "Incident_renames" AFTER UPDATE OF "title", "teamId" ON "Incident" FOR EACH ROW
  WHEN ((OLD."title", OLD."teamId") IS DISTINCT FROM (NEW."title", NEW."teamId")) EXECUTE FUNCTION search_renames();
CREATE TRIGGER "Incident_is_forgotten" AFTER DELETE ON "Incident" FOR EACH ROW EXECUTE FUNCTION search_forgets_all('incident', 'review');
CREATE TRIGGER "IncidentEntry_is_found" AFTER INSERT OR UPDATE OF "text", "happenedAt", "incidentId", "removedAt" ON "IncidentEntry" FOR EACH ROW
  WHEN (NEW."removedAt" IS NULL) EXECUTE FUNCTION search_follows();
CREATE TRIGGER "IncidentEntry_is_removed" AFTER UPDATE OF "removedAt" ON "IncidentEntry" FOR EACH ROW
  WHEN (NEW."removedAt" IS NOT NULL) EXECUTE FUNCTION search_forgets('entry');
CREATE TRIGGER "IncidentEntry_is_forgotten" AFTER DELETE ON "IncidentEntry" FOR EACH ROW EXECUTE FUNCTION search_forgets('entry');
CREATE TRIGGER "Review_is_found" AFTER INSERT ON "Review" FOR EACH ROW EXECUTE FUNCTION search_follows();
CREATE TRIGGER "Review_is_forgotten" AFTER DELETE ON "Review" FOR EACH ROW EXECUTE FUNCTION search_forgets('review');
CREATE TRIGGER "ReviewSection_is_found" AFTER INSERT OR UPDATE OF "text", "title" ON "ReviewSection" FOR EACH ROW EXECUTE FUNCTION search_follows();
CREATE TRIGGER "ReviewSection_is_forgotten" AFTER DELETE ON "ReviewSection" FOR EACH ROW EXECUTE FUNCTION search_forgets_section();
CREATE TRIGGER "Runbook_is_found" AFTER INSERT OR UPDATE OF "title", "body", "rules", "teamId", "archivedAt" ON "Runbook" FOR EACH ROW EXECUTE FUNCTION search_follows();
CREATE TRIGGER "Runbook_is_put_away" AFTER UPDATE OF "archivedAt" ON "Runbook" FOR EACH ROW
  WHEN (NEW."archivedAt" IS NOT NULL) EXECUTE FUNCTION search_forgets('runbook');
CREATE TRIGGER "Runbook_is_forgotten" AFTER DELETE ON "Runbook" FOR EACH ROW EXECUTE FUNCTION search_forgets('runbook');
CREATE TRIGGER "FollowUp_is_found" AFTER INSERT OR UPDATE OF "title", "details", "outcome", "teamId" ON "FollowUp" FOR EACH ROW EXECUTE FUNCTION search_follows();
CREATE TRIGGER "FollowUp_is_forgotten" AFTER DELETE ON "FollowUp" FOR EACH ROW EXECUTE FUNCTION search_forgets('follow-up');

-- What was there before.
SELECT search_alert(a) FROM "Alert" a;
SELECT search_note(e) FROM "TimelineEvent" e WHERE e."kind" = 'noted' AND e."subjectKind" = 'alert';
SELECT search_incident(i) FROM "Incident" i;
SELECT search_entry(e) FROM "IncidentEntry" e WHERE e."removedAt" IS NULL;
SELECT search_review(r) FROM "Review" r;
SELECT search_section(s) FROM "ReviewSection" s;
SELECT search_runbook(r) FROM "Runbook" r;
SELECT search_follow_up(f) FROM "FollowUp" f;
