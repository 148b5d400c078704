"""The pages in the browser: the only room that knows Streamlit."""
