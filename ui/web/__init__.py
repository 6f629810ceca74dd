"""The served site: the chat of Gradio and, beside it, plain pages and the endpoint for programs."""
