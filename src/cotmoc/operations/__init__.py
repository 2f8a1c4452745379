"""Plans, tasks, patrols, campaigns, investigations, meetings, engagements."""
