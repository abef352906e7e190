CREATE TABLE `alarms` (
	`sandbox` text PRIMARY KEY NOT NULL,
	`due` integer,
	`anchor` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `facts` (
	`name` text PRIMARY KEY NOT NULL,
	`value` blob NOT NULL
);
