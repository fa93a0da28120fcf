"""The headers every response carries, whatever it says."""

from __future__ import annotations

from http import HTTPStatus

from dash import Dash
from flask import Flask, Response, request

FEATURES = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)
TWO_YEARS = 2 * 365 * 24 * 3600


def install_headers(server: Flask, app: Dash, *, https: bool, static: frozenset[str]) -> None:
    """Add the headers to every response, errors included; `static` rules may be cached.

    Call it once every callback is registered: inline scripts are allowed by their hashes.
    """
    headers = security_headers(list(app.csp_hashes()), https=https)

    @server.after_request
    def add_headers(response: Response) -> Response:
        response.headers.update(headers)
        rule = request.url_rule.rule if request.url_rule else ""
        if rule not in static or response.status_code >= HTTPStatus.BAD_REQUEST:
            response.headers["Cache-Control"] = "no-store"
        return response


def security_headers(script_hashes: list[str], *, https: bool) -> dict[str, str]:
    """Return the headers that tell a browser what the pages may not do."""
    headers = {
        "Content-Security-Policy": content_security_policy(script_hashes),
        "X-Content-Type-Options": "nosniff",
        # Not no-referrer: with it a browser sends a form's Origin as null.
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in FEATURES),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    if https:
        headers["Strict-Transport-Security"] = f"max-age={TWO_YEARS}; includeSubDomains"
    return headers


def content_security_policy(script_hashes: list[str]) -> str:
    """Return the policy: own scripts and those inline ones, own everything else, no frames."""
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self'", *script_hashes]),
            # Dash's renderer and plotly write style elements (plotly/dash#2518).
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ]
    )
