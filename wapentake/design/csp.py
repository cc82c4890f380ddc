"""The one inline script that pages may hold: GOV.UK's, which says whether behaviours can run (design/enabled.html)."""

JS_ENABLED_HASH = "'sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw='"
