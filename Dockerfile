FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 OMP_NUM_THREADS=1 \
    GRANIAN_HOST=0.0.0.0 GRANIAN_PORT=8000
RUN useradd --system --create-home --uid 10001 factcheck
WORKDIR /app

COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt

COPY manage.py pyproject.toml LICENSE ./
COPY factcheck factcheck
COPY claims claims
COPY reviews reviews
COPY fixtures fixtures
# Collecting reads no secret and opens no connection; the values only let it start.
RUN SECRET_KEY=build DATABASE_URL=postgresql:///build REDIS_URL=redis:///0 \
    python manage.py collectstatic --no-input

USER factcheck
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "4", "--respawn-failed-workers", "factcheck.wsgi:application"]
