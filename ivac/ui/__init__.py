"""The screens' shared parts: the only package of the domain that knows Streamlit."""
