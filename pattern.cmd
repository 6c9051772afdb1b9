@echo off
rem The local stack on Windows. UNTESTED: the supported way is ./pattern in a POSIX shell.
setlocal
cd /d "%~dp0"
if "%1"=="test" (call mvnw.cmd -B verify & exit /b)
if not exist local\stack\target\launcher (call mvnw.cmd -B -q package -Dmaven.test.skip=true -pl local/stack -am || exit /b 1)
set JAVA=java
if defined JAVA_HOME set JAVA="%JAVA_HOME%\bin\java"
%JAVA% -cp "local\stack\target\launcher\*" dev.patienttests.local.stack.Pattern %*
