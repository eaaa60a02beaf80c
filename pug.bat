@echo off
rem pug-analysis untuk Windows: klik dua kali untuk membuat laporan tahun terbaru.
rem Pilihan lewat Command Prompt:  pug.bat report 2024 --edition internal
rem JupyterLab: pug.bat lab.  Perkakas uji dan klaster: pug.bat siapkan-lengkap
setlocal
chcp 65001 >nul
set PYTHONUTF8=1
cd /d "%~dp0"

rem Python pertama yang dilayani paket-paket terkunci; bila tidak ada, satu kalimat mengatakannya.
set "PY="
for %%V in (3.13 3.14 3.12 3.11) do (
  if not defined PY py -%%V .ci\python_version.py --quiet >nul 2>&1 && set "PY=py -%%V"
)
if not defined PY python .ci\python_version.py --quiet >nul 2>&1 && set "PY=python"
if defined PY goto set_up
echo Python 3.11 sampai 3.14 (64 bit) belum terpasang: pasang Python 3.13 dari python.org, lalu klik dua kali lagi.
goto failed

:set_up
set "DEV="
if "%~1"=="lab" set "DEV=--dev"
if "%~1"=="batch" set "DEV=--dev"
if "%~1"=="siapkan-lengkap" set "DEV=--dev"
%PY% .ci\set_up.py %DEV%
if errorlevel 1 goto failed
if "%~1"=="siapkan-lengkap" exit /b 0
if "%~1"=="lab" (
  .venv\Scripts\jupyter lab --notebook-dir=.
  exit /b
)

set "PUG=.venv\Scripts\pug-analysis.exe"
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

:failed
if "%~1"=="" pause
exit /b 1
