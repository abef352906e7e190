CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`prefix` text NOT NULL,
	`hash` text NOT NULL,
	`scopes` text NOT NULL,
	`origin` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `api_keys_prefix` ON `api_keys` (`prefix`);--> statement-breakpoint
CREATE TABLE `idempotency` (
	`key` text PRIMARY KEY NOT NULL,
	`request` text NOT NULL,
	`started_at` integer NOT NULL,
	`finished` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `idempotency_started_at` ON `idempotency` (`started_at`);--> statement-breakpoint
CREATE TABLE `idempotency_parts` (
	`key` text NOT NULL,
	`part` integer NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`key`, `part`)
);
--> statement-breakpoint
CREATE TABLE `sandbox_labels` (
	`key` text NOT NULL,
	`value` text NOT NULL,
	`sandbox_id` text NOT NULL,
	PRIMARY KEY(`key`, `value`, `sandbox_id`)
);
--> statement-breakpoint
CREATE INDEX `sandbox_labels_sandbox` ON `sandbox_labels` (`sandbox_id`);--> statement-breakpoint
CREATE TABLE `sandboxes` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text,
	`external_id` text,
	`labels` text NOT NULL,
	`state` text NOT NULL,
	`birth` text NOT NULL,
	`request` text NOT NULL,
	`forked_from` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`expires_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sandboxes_external_id` ON `sandboxes` (`external_id`);--> statement-breakpoint
CREATE INDEX `sandboxes_state` ON `sandboxes` (`state`,`updated_at`);--> statement-breakpoint
CREATE INDEX `sandboxes_expires_at` ON `sandboxes` (`expires_at`);--> statement-breakpoint
CREATE TABLE `tenants` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL
);
