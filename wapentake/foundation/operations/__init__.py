"""What whoever runs an installation needs: back up, restore, upgrade, check, read the logs."""
