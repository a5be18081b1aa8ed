"""Names shared by the home file integration."""

DOMAIN = "home_file"
CONF_PATH = "path"
CONF_HOME = "home"
SERVICE_PUT = "put"
