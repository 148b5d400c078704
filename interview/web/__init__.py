"""HTTP beside Streamlit: the guard, saving notes, downloads, health."""
