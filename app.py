"""The entry: `streamlit run app.py` serves the main script with compression, security headers and language."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from ivac.ui import preload
from ivac.ui.first_page import FirstPage
from ivac.ui.routes import ROUTES
from ivac.ui.server import CompressedFiles, SecurityHeaders, refuse_to_serve_unguarded

refuse_to_serve_unguarded()
preload.begin()
app = st.App(
    Path(__file__).parent / "ivac" / "ui" / "main.py",
    routes=ROUTES,
    middleware=[Middleware(SecurityHeaders), Middleware(FirstPage), Middleware(CompressedFiles)],
)
