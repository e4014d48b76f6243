"""The trusted certificate authorities."""

from __future__ import annotations

import os
import ssl

import certifi

from kaggle_store._transport.proxies import Proxy
from kaggle_store.settings import Settings


def tls_context(settings: Settings, proxy: Proxy | None) -> ssl.SSLContext | None:
    """Return a context with the authorities of `SSL_CERT_FILE` or `SSL_CERT_DIR`, else certifi's.

    None without TLS, because loading them takes as long as twenty reads.
    """
    if not settings.url.startswith("https:") and not (proxy and proxy.url.startswith("https:")):
        return None
    if file := os.environ.get("SSL_CERT_FILE"):
        return ssl.create_default_context(cafile=file)
    if folder := os.environ.get("SSL_CERT_DIR"):
        return ssl.create_default_context(capath=folder)
    return ssl.create_default_context(cafile=certifi.where())
