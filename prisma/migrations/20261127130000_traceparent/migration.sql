ALTER TABLE "follow_up" ADD COLUMN "traceparent" TEXT;
