@echo off
rem pug-analysis untuk Windows: klik dua kali untuk membuat laporan tahun terbaru.
rem Pilihan lewat Command Prompt:  pug.bat report 2024 --edition internal
setlocal
chcp 65001 >nul
set PYTHONUTF8=1
cd /d "%~dp0"
set "PUG=.venv\Scripts\pug-analysis.exe"

if exist ".venv\.installed" goto run

set "PY="
py -3 -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>&1 && set "PY=py -3"
if not defined PY python -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>&1 && set "PY=python"
if not defined PY (
  echo Python 3.11 atau lebih baru belum terpasang. Pasang Python, lalu klik dua kali lagi.
  goto failed
)
echo Menyiapkan program untuk pertama kali. Perlu internet atau folder wheel, dan beberapa menit ...
set "OFFLINE="
set "LOCK=requirements.lock"
if exist "wheelhouse\requirements.lock" set "OFFLINE=--no-index --find-links wheelhouse"
if exist "wheelhouse\requirements.lock" set "LOCK=wheelhouse\requirements.lock"
%PY% -m venv --clear .venv
if errorlevel 1 goto setup_failed
.venv\Scripts\python -m pip install --quiet --disable-pip-version-check %OFFLINE% --require-hashes -r %LOCK%
if errorlevel 1 goto setup_failed
.venv\Scripts\python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
if errorlevel 1 goto setup_failed
.venv\Scripts\python -m compileall -q -j 0 .venv\Lib src >nul 2>&1
type nul > ".venv\.installed"

:run
if "%~1"=="" (
  "%PUG%" report --edition both --sample-if-empty
) else (
  "%PUG%" %*
)
if errorlevel 1 goto failed
if "%~1"=="" (
  echo.
  echo Selesai. Buka berkas index.html yang disebut di atas dengan peramban.
  pause
)
exit /b 0

:setup_failed
echo.
echo Penyiapan gagal. Periksa sambungan internet, lalu klik dua kali lagi.
:failed
if "%~1"=="" pause
exit /b 1
